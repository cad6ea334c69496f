namespace Sessions.Tests.Architecture;

public sealed class StageOrderTests
{
    private static readonly SourceFile[] Stages =
    [
        new("src/Sessions/Courses/Course.cs", "namespace Sessions.Courses;\npublic sealed record Course(string Id);"),
        new("src/Sessions/Invitations/IPostOffice.cs", "namespace Sessions.Invitations;\ninterface IPostOffice;"),
        new("src/Sessions/Watching/Door.cs", "namespace Sessions.Watching;\npublic static class Door;"),
        new("src/Sessions/Watching/Pages/Page.cs", "namespace Sessions.Watching.Pages;\nenum Page { One }"),
    ];

    [Fact]
    public void A_stage_uses_earlier_stages_only() =>
        Assert.Empty(StageOrder.Violations(RepositoryFiles.Sources(StageOrder.Parent)));

    [Fact]
    public void No_project_setting_imports_a_stage_everywhere() =>
        Assert.DoesNotContain(
            "<Using ", RepositoryFiles.Read("src/Sessions/Sessions.csproj"), StringComparison.Ordinal);

    [Fact]
    public void The_check_reads_real_files()
    {
        var files = RepositoryFiles.Sources(StageOrder.Parent);

        Assert.All(
            StageOrder.Stages, stage => Assert.Contains(files, file => file.FolderUnder(StageOrder.Parent) == stage));
        Assert.Contains(StageOrder.Uses(files), use => use is { From: "Ledger", To: "Courses" });
        Assert.Contains(StageOrder.Uses(files), use => use is { From: "Planning", To: "Ledger" });
    }

    [Theory]
    [InlineData("using Sessions.Watching;", "Watching")]
    [InlineData("using static Sessions.Watching.Door;", "Watching")]
    [InlineData("using Post = Sessions.Invitations.IPostOffice;", "Invitations")]
    [InlineData("namespace Sessions.Planning;\nusing Watching;", "Watching")]
    [InlineData("var door = new global::Sessions.Watching.Door();", "Watching")]
    [InlineData("void Send(Invitations.IPostOffice office);", "Invitations")]
    [InlineData("var page = Watching.Pages.Page.One;", "Watching")]
    [InlineData("var text = $\"at {Watching.Door.Name}\";", "Watching")]
    [InlineData("var u = \"http://example.org\"; var d = Sessions . Watching . Door.Of(u);", "Watching")]
    public void A_planted_look_ahead_is_named_with_file_line_and_stage(string code, string stage)
    {
        var planted = new SourceFile("src/Sessions/Planning/Planted.cs", "// first line\n" + code);
        var line = 2 + code.Count(c => c == '\n');

        Assert.Equal(
            [$"src/Sessions/Planning/Planted.cs:{line}: Planning uses {stage}, which comes later"],
            StageOrder.Violations([.. Stages, planted]));
    }

    [Theory]
    [InlineData("using Sessions.Courses;\nusing Sessions.Ledger;")]
    [InlineData("namespace Sessions.Planning;\nusing Sessions.Planning.Inner;")]
    [InlineData("void Take(Courses.Course course);")]
    [InlineData("// Sessions.Watching comes later")]
    [InlineData("/// <summary>For <see cref=\"Sessions.Watching.Door\"/>.</summary>")]
    [InlineData("/* using Sessions.Watching; */")]
    [InlineData("var text = \"using Sessions.Watching;\";")]
    [InlineData("var text = @\"using Sessions.Watching;\";")]
    [InlineData("var text = \"\"\"\nusing Sessions.Watching;\n\"\"\";")]
    [InlineData("var count = facts.Watching.Length + Watching.Length;")]
    public void What_is_not_a_look_ahead_passes(string code) =>
        Assert.Empty(StageOrder.Violations([.. Stages, new("src/Sessions/Planning/Fine.cs", code)]));

    [Fact]
    public void Courses_uses_nothing_not_even_the_ledger()
    {
        var planted = new SourceFile("src/Sessions/Courses/Planted.cs", "using Sessions.Ledger;");

        Assert.Equal(
            ["src/Sessions/Courses/Planted.cs:1: Courses uses Ledger, which comes later"],
            StageOrder.Violations([planted]));
    }

    [Theory]
    [InlineData("src/Sessions/Loose.cs")]
    [InlineData("src/Sessions/Helpers/Loose.cs")]
    public void A_file_outside_the_stages_is_named(string path) =>
        Assert.Equal([$"{path}:1: lies in no stage"], StageOrder.Violations([new(path, "class Loose;")]));

    [Fact]
    public void A_global_using_is_named()
    {
        var planted = new SourceFile("src/Sessions/Planning/Planted.cs", "\nglobal using NodaTime;");

        Assert.Equal(
            ["src/Sessions/Planning/Planted.cs:2: Planning has a global using"], StageOrder.Violations([planted]));
    }
}
