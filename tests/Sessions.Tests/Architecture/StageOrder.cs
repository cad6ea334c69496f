namespace Sessions.Tests.Architecture;

/// <summary>A stage of <c>src/Sessions</c> may use the stages before it, and no others.</summary>
internal static class StageOrder
{
    public const string Parent = "src/Sessions";

    /// <summary>The order in which a course goes through the stages. This constant is the rule.</summary>
    public static readonly IReadOnlyList<string> Stages =
    [
        "Courses", "Ledger", "Planning", "Meetings", "Invitations", "Attendance", "Recordings", "Watching",
    ];

    public static IReadOnlyList<FolderUse> Uses(IReadOnlyCollection<SourceFile> files) =>
        new FolderUses(Parent, Stages).In(files);

    /// <returns>A sentence for each violation: file, line, stage.</returns>
    public static IReadOnlyList<string> Violations(IReadOnlyCollection<SourceFile> files) =>
    [
        .. Uses(files).Where(LooksAhead).Select(Told).Concat(Strays(files)).Concat(Hidden(files))
            .Distinct(StringComparer.Ordinal),
    ];

    private static bool LooksAhead(FolderUse use) => Rank(use.To) > Rank(use.From);

    private static string Told(FolderUse use) =>
        $"{use.Path}:{use.Line}: {use.From} uses {use.To}, which comes later";

    private static IEnumerable<string> Strays(IReadOnlyCollection<SourceFile> files) =>
        from file in files
        where Rank(file.FolderUnder(Parent)) < 0
        select $"{file.Path}:1: lies in no stage";

    // A global using would take effect in files that do not show it.
    private static IEnumerable<string> Hidden(IReadOnlyCollection<SourceFile> files) =>
        from file in files
        let index = file.Code.IndexOf("global using", StringComparison.Ordinal)
        where index >= 0
        select $"{file.Path}:{file.LineOf(index)}: {file.FolderUnder(Parent)} has a global using";

    private static int Rank(string? stage) =>
        stage is null ? -1 : Stages.Index().Where(s => s.Item == stage).Select(s => s.Index).FirstOrDefault(-1);
}
