using System.Globalization;
using System.Text;
using Sessions.Simulator.Media;
using Sessions.Simulator.Meetings;

namespace Sessions.Simulator.Stage;

/// <summary>One recording of a session with the transcript that belongs to it.</summary>
internal sealed record Segment(HeldSession Session, int Number, DateTimeOffset Created, DateTimeOffset Ended)
{
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Session.Key}#{Number}");

    /// <summary>Drive names carry when it was made, which tells segments of one session apart.</summary>
    public string FileName => string.Create(
        CultureInfo.InvariantCulture,
        $"{Session.Meeting.Subject}-{Created.UtcDateTime:yyyyMMdd_HHmmss}-Meeting Recording.mp4");

    public string RecordingId(Dice dice) => Id(dice, "recording");

    public string TranscriptId(Dice dice) => Id(dice, "transcript");

    public string CallId(Dice dice) => dice.Guid("call", Session.Meeting.Id, Session.Key).ToString();

    public string CorrelationId(Dice dice) => dice.Guid("correlation", Session.Meeting.Id, Key) + "-0";

    public string FileId(Dice dice) => "01" + Convert.ToHexString(dice.Roll("file", Session.Meeting.Id, Key))[..32];

    public byte[] Film() => Lesson.FilmOf(Key);

    public static IReadOnlyList<Segment> Of(TenantState state, StoredMeeting meeting) =>
        [.. Playhouse.Sessions(state, meeting).Where(session => session.Recorded).SelectMany(
            session => Cut(session, state.Switches.Recordings))];

    private static IEnumerable<Segment> Cut(HeldSession session, SimulatedSegments segments)
    {
        var length = session.End - session.Start;
        var created = session.Start + Least(TimeSpan.FromSeconds(61.25), length / 10);
        var ended = session.End - Least(TimeSpan.FromSeconds(8), length / 50);
        var middle = session.Start + length / 2;
        return segments switch
        {
            SimulatedSegments.None => [],
            SimulatedSegments.One => [new Segment(session, 1, created, ended)],
            _ => [new Segment(session, 1, created, middle), new Segment(session, 2, middle.AddSeconds(1), ended)],
        };
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    // Ids end in '=' or not, by the number's length.
    private string Id(Dice dice, string kind) => Convert.ToBase64String(Encoding.ASCII.GetBytes(
        $"V2##{dice.Guid(kind, Session.Meeting.Id, Key)}##{dice.Guid(kind, "part", Key)}")
        [..(70 + dice.Below(3, "length", kind, Key))]);
}
