using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;

namespace Sessions.Attendance;

/// <summary>Teams' attendance reports.</summary>
public interface IAttendanceSource
{
    /// <summary>
    /// Every report of the meeting with its records: one for each time the room was filled and emptied again. None
    /// is no verdict: they lag, and can be switched off.
    /// </summary>
    Task<ImmutableArray<AttendanceReport>> ListReportsAsync(
        EmailAddress organizer, string onlineMeetingId, CancellationToken cancel);
}

public sealed record AttendanceReport(
    string Id, Instant Start, Instant End, ImmutableArray<AttendanceRecord> Records);

/// <summary>One identity in one report. Guests have neither address nor tenant.</summary>
/// <param name="Role">As Teams words it: Organizer, Presenter, Attendee, None.</param>
public sealed record AttendanceRecord(
    EmailAddress? Email, string DisplayName, string? Role, ImmutableArray<Interval> Intervals)
{
    /// <summary>The user's object id, the same in every meeting; null for guests, whose ids are made up.</summary>
    public string? IdentityId { get; init; }
}
