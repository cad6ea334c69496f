using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Recordings;

/// <summary>Graph says that a recording or transcript has appeared.</summary>
/// <param name="OnlineMeetingId">Null where it did not say of which meeting.</param>
public sealed partial record Announcement(EmailAddress Organizer, string? OnlineMeetingId)
{
    // For so long Graph answers for a meeting (Teams limits and specifications); a look beyond finds nothing.
    private static readonly Duration MeetingExpires = Duration.FromDays(59);

    private const int LongestId = 1024;

    /// <param name="resource">
    /// As in <c>users('…')/onlineMeetings('…')/recordings('…')</c>. It is read, and never followed.
    /// </param>
    public static Announcement Of(EmailAddress organizer, string? resource) =>
        resource is { Length: <= LongestId } && Meeting().Match(resource) is { Success: true } found
            ? new(organizer, Uri.UnescapeDataString(found.Groups["id"].Value))
            : new(organizer, null);

    /// <summary>
    /// The sessions to look at: the meeting's, if it is one of ours; otherwise those of the organizer that still wait
    /// for something. Before its end a session has its first look ahead of it anyway.
    /// </summary>
    public ImmutableArray<SessionFacts> Concerned(IEnumerable<SessionFacts> sessions, Instant now)
    {
        var mine = sessions
            .Where(s => !s.Removed && s.Course.Instructor.Email == Organizer && s.Meeting is { Cancelled: false })
            .ToImmutableArray();
        var named = mine.Where(s => OnlineMeetingId is { } id && s.Meeting!.OnlineMeetingId == id).ToImmutableArray();
        return
        [
            .. (named.IsEmpty ? mine.Where(IsWaiting) : named)
                .Where(s => s.Time.End <= now && now < s.Time.End + MeetingExpires),
        ];
    }

    private static bool IsWaiting(SessionFacts session) =>
        session.Attendance is null || session.Recordings.IsEmpty
        || session.Recordings.Any(r => r.Video is null || r.Captions is null);

    [GeneratedRegex(
        @"onlineMeetings(\('(?<id>[^'/]+)'\)|/(?<id>[^'()/]+))/",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Meeting();
}
