namespace Sessions.Tests.Architecture;

/// <summary>Adapters know the core and the retry pipelines, never each other.</summary>
public sealed class AdapterSeamTests
{
    private const string Parent = "src/Sessions.Adapters";
    private const string Shared = "Resilience";

    private static readonly string[] Adapters = ["Teams", "Mail", "Archive", "Database", "Scheduling", "Zones", Shared];

    [Fact]
    public void Adapters_never_use_each_other() => Assert.Empty(Violations(RepositoryFiles.Sources(Parent)));

    [Theory]
    [InlineData("using Sessions.Adapters.Mail;")]
    [InlineData("namespace Sessions.Adapters.Teams;\nclass Sender(Mail.SmtpPostOffice office);")]
    [InlineData("namespace Sessions.Adapters.Teams;\nclass Sender(Adapters.Mail.SmtpPostOffice office);")]
    public void A_planted_use_of_another_adapter_is_named(string code)
    {
        SourceFile[] files =
        [
            new($"{Parent}/Mail/SmtpPostOffice.cs", "namespace Sessions.Adapters.Mail;\nclass SmtpPostOffice;"),
            new($"{Parent}/Teams/Planted.cs", code),
        ];
        var line = 1 + code.Count(c => c == '\n');

        Assert.Equal([$"{Parent}/Teams/Planted.cs:{line}: Teams uses Mail"], Violations(files));
    }

    [Fact]
    public void A_planted_use_by_the_shared_folder_is_named() =>
        Assert.Equal(
            [$"{Parent}/Resilience/Planted.cs:1: Resilience uses Teams"],
            Violations([new($"{Parent}/Resilience/Planted.cs", "using Sessions.Adapters.Teams;")]));

    [Fact]
    public void A_planted_unknown_adapter_is_named() =>
        Assert.Equal(
            [$"{Parent}/Fax/Planted.cs:1: Fax is no adapter this rule knows"],
            Violations([new($"{Parent}/Fax/Planted.cs", "class Planted;")]));

    [Fact]
    public void Every_adapter_may_use_the_core_and_the_pipelines() =>
        Assert.Empty(Violations(
        [
            new($"{Parent}/Teams/Fine.cs", "using Sessions.Adapters.Resilience;\nusing Sessions.Recordings;"),
            new($"{Parent}/AdapterServices.cs", "using Sessions.Adapters.Mail;\nusing Sessions.Adapters.Teams;"),
        ]));

    private static IReadOnlyList<string> Violations(IReadOnlyCollection<SourceFile> files)
    {
        var uses = from use in new FolderUses(Parent, Adapters).In(files)
                   where use.To != Shared
                   select $"{use.Path}:{use.Line}: {use.From} uses {use.To}";
        var unknown = from file in files
                      let folder = file.FolderUnder(Parent)
                      where folder is not null && !Adapters.Contains(folder, StringComparer.Ordinal)
                      select $"{file.Path}:1: {folder} is no adapter this rule knows";
        return [.. uses.Concat(unknown).Distinct(StringComparer.Ordinal)];
    }
}
