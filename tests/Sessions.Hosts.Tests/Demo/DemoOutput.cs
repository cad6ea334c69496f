using System.Text.Json;
using Ical.Net;
using NodaTime;
using NodaTime.Text;
using Sessions.Adapters.Tests.Mail;

namespace Sessions.Hosts.Tests.Demo;

/// <summary>What a demo left in its directory.</summary>
internal sealed record DemoOutput(string Folder)
{
    private readonly Lazy<List<PickedUpMail>> _mails = new(() => PickedUpMail.ReadAll(Path.Combine(Folder, "mail")));

    private readonly Lazy<List<TimelineEntry>> _timeline = new(() => Read(Folder));

    public List<PickedUpMail> Mails => _mails.Value;

    public List<TimelineEntry> Timeline => _timeline.Value;

    public string[] Videos => Archived("*.mp4");

    public IEnumerable<PickedUpMail> Of(string kind) => Mails.Where(m => m.Kind == kind);

    public IEnumerable<TimelineEntry> Events(string name) => Timeline.Where(e => e.Event == name);

    public string[] Archived(string pattern) =>
        [.. Directory.GetFiles(Path.Combine(Folder, "archive"), pattern, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)];

    /// <summary>Every learner's feed, by address; each has been held against the linter.</summary>
    public Dictionary<string, Calendar> Feeds()
    {
        var files = Directory.GetFiles(Path.Combine(Folder, "calendar"));
        Assert.Empty(files.SelectMany(file => FeedLint.Check(File.ReadAllBytes(file)).Select(wrong => $"{file}: {wrong}")));
        return files.ToDictionary(
            file => Path.GetFileNameWithoutExtension(file), file => Calendar.Load(File.ReadAllText(file))!,
            StringComparer.Ordinal);
    }

    private static List<TimelineEntry> Read(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "timeline.json")));
        return [.. json.RootElement.EnumerateArray().Select(TimelineEntry.Of)];
    }
}

/// <param name="Keys">In the order they stand in.</param>
internal sealed record TimelineEntry(
    string[] Keys, string At, string Local, string Event, string Course, string? Session, string? Learner,
    string Detail)
{
    public Instant Instant => InstantPattern.ExtendedIso.Parse(At).GetValueOrThrow();

    public OffsetDateTime LocalTime => OffsetDateTimePattern.ExtendedIso.Parse(Local).GetValueOrThrow();

    public static TimelineEntry Of(JsonElement entry) => new(
        [.. entry.EnumerateObject().Select(p => p.Name)],
        entry.GetProperty("at").GetString()!,
        entry.GetProperty("local").GetString()!,
        entry.GetProperty("event").GetString()!,
        entry.GetProperty("course").GetString()!,
        entry.GetProperty("session").GetString(),
        entry.GetProperty("learner").GetString(),
        entry.GetProperty("detail").GetString()!);
}
