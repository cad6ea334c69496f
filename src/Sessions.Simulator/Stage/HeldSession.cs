using System.Collections.Immutable;
using Sessions.Simulator.Meetings;

namespace Sessions.Simulator.Stage;

/// <summary>One session that took place, between hours that no later change of the event can move.</summary>
internal sealed record HeldSession(
    StoredMeeting Meeting,
    string Key,
    DateTimeOffset Start,
    DateTimeOffset End,
    bool Recorded,
    ImmutableArray<SimulatedAttendee> People);
