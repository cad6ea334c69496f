using System.Collections.Immutable;

namespace Sessions.Simulator;

public enum Presence
{
    Whole,

    /// <summary>Missed the beginning, and more than half of the session was attended.</summary>
    Late,

    /// <summary>Less than half of the session was attended.</summary>
    LeftEarly,

    Absent,
}

/// <summary>What somebody really did, whatever a report shows of it.</summary>
/// <param name="Role">As Teams words it: Organizer, Attendee.</param>
/// <param name="Attended">Within the session's hours; who was early is not more present.</param>
public sealed record SimulatedAttendee(
    string Name,
    string? Email,
    string Role,
    Presence Presence,
    TimeSpan Attended,
    ImmutableArray<SimulatedInterval> Intervals);

public sealed record SimulatedInterval(DateTimeOffset Joined, DateTimeOffset Left);
