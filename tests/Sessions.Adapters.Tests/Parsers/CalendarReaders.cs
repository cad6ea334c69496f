using System.Text.Json;

namespace Sessions.Adapters.Tests.Parsers;

/// <summary>
/// libical reads for Evolution, Thunderbird once and many servers; ical.js for Thunderbird and Nextcloud;
/// icalendar for most of Python. Three authors, three languages.
/// </summary>
public static class CalendarReaders
{
    private const string Here = "tests/Sessions.Adapters.Tests/Parsers";

    private static readonly Lazy<Task<string>> CompiledLibical = new(CompileAsync);

    public static CalendarReader Libical { get; } = new("libical", async () => [await CompiledLibical.Value]);

    public static CalendarReader IcalJs { get; } = new("ical.js", () => Command("node", "icaljs.mjs"));

    /// <summary>Debian's, for Debian's interpreter.</summary>
    public static CalendarReader PythonIcalendar { get; } =
        new("python-icalendar", () => Command("/usr/bin/python3", "python-icalendar.py"));

    /// <summary>What all three understood, which has to be the same.</summary>
    public static async Task<List<ReadEvent>> AgreedAsync(IReadOnlyList<byte[]> calendars)
    {
        var libical = Libical.ReadAsync(calendars);
        var javaScript = IcalJs.ReadAsync(calendars);
        var python = PythonIcalendar.ReadAsync(calendars);

        Assert.Empty(Differences(await libical, IcalJs, await javaScript));
        Assert.Empty(Differences([.. (await libical).Select(AsPythonReads)], PythonIcalendar, await python));
        return await libical;
    }

    private static IEnumerable<string> Differences(List<ReadEvent> libical, CalendarReader other, List<ReadEvent> read)
    {
        if (libical.Count != read.Count)
            yield return $"libical reads {libical.Count} events, {other.Name} {read.Count}";

        foreach (var (one, two) in libical.Zip(read))
        {
            if (one with { Summary = two.Summary, Description = two.Description } != two)
                yield return $"libical reads {one}, {other.Name} {two}";

            if ((Difference(one.Summary, two.Summary) ?? Difference(one.Description, two.Description)) is { } text)
                yield return $"libical reads {text} in {one.Uid} for {other.Name}";
        }
    }

    private static string? Difference(string? one, string? two)
    {
        if (one == two)
            return null;

        var same = (one ?? "").AsSpan().CommonPrefixLength(two);
        return $"{JsonSerializer.Serialize(Around(one, same))}, where it is {JsonSerializer.Serialize(Around(two, same))}";
    }

    private static string? Around(string? text, int at) =>
        text?[Math.Max(0, at - 10)..Math.Min(text.Length, at + 10)];

    private static ReadEvent AsPythonReads(ReadEvent read) => read with
    {
        Summary = UnescapedTwice.Of(read.Summary),
        Description = UnescapedTwice.Of(read.Description),
    };

    private static Task<string[]> Command(string program, string script) =>
        Task.FromResult<string[]>([program, Path.Combine(Root(), Here, script)]);

    private static async Task<string> CompileAsync()
    {
        var source = Path.Combine(Root(), Here, "libical.c");
        var program = Path.Combine(AppContext.BaseDirectory, "libical-reader");
        var made = $"{program}.{Environment.ProcessId}";
        var (code, _, wrong) = await CalendarReader.RunAsync(
            ["cc", "-O2", "-std=c11", "-Wall", "-Wextra", "-Werror", "-o", made, source, "-lical"],
            _ => Task.CompletedTask);
        Assert.True(code == 0, $"cc: {wrong}");
        File.Move(made, program, overwrite: true);
        return program;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sessions.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("the tests run outside the repository");
    }
}
