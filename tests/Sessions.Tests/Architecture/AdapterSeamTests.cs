namespace Sessions.Tests.Architecture;

/// <summary>Adapters know the core, the way to Graph and the retry pipelines, never each other.</summary>
public sealed class AdapterSeamTests
{
    private const string Parent = "src/Sessions.Adapters";

    private static readonly string[] Adapters = ["Teams", "Mail", "Archive", "Database", "Scheduling", "Zones", "Replies"];

    /// <summary>What every adapter may use; a later one may use an earlier one.</summary>
    private static readonly string[] Shared = ["Resilience", "Graph"];

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

    [Theory]
    [InlineData("Resilience", "Teams")]
    [InlineData("Graph", "Mail")]
    [InlineData("Resilience", "Graph")]
    public void A_planted_use_by_a_shared_folder_is_named(string shared, string used) =>
        Assert.Equal(
            [$"{Parent}/{shared}/Planted.cs:1: {shared} uses {used}"],
            Violations([new($"{Parent}/{shared}/Planted.cs", $"using Sessions.Adapters.{used};")]));

    [Fact]
    public void A_planted_unknown_adapter_is_named() =>
        Assert.Equal(
            [$"{Parent}/Fax/Planted.cs:1: Fax is no adapter this rule knows"],
            Violations([new($"{Parent}/Fax/Planted.cs", "class Planted;")]));

    [Fact]
    public void Every_adapter_may_use_the_core_and_the_shared_folders() =>
        Assert.Empty(Violations(
        [
            new($"{Parent}/Teams/Fine.cs", "using Sessions.Adapters.Resilience;\nusing Sessions.Recordings;"),
            new($"{Parent}/Mail/Fine.cs", "using Sessions.Adapters.Graph;"),
            new($"{Parent}/Graph/Fine.cs", "using Sessions.Adapters.Resilience;"),
            new($"{Parent}/AdapterServices.cs", "using Sessions.Adapters.Mail;\nusing Sessions.Adapters.Teams;"),
        ]));

    private static IReadOnlyList<string> Violations(IReadOnlyCollection<SourceFile> files)
    {
        var uses = from use in new FolderUses(Parent, [.. Adapters, .. Shared]).In(files)
                   where !MayUse(use.From, use.To)
                   select $"{use.Path}:{use.Line}: {use.From} uses {use.To}";
        var unknown = from file in files
                      let folder = file.FolderUnder(Parent)
                      where folder is not null && !Adapters.Contains(folder) && !Shared.Contains(folder)
                      select $"{file.Path}:1: {folder} is no adapter this rule knows";
        return [.. uses.Concat(unknown).Distinct(StringComparer.Ordinal)];
    }

    private static bool MayUse(string user, string used) =>
        Shared.Contains(used) && (Adapters.Contains(user) || Shared.IndexOf(used) < Shared.IndexOf(user));
}
