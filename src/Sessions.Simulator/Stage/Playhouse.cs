using System.Globalization;
using Sessions.Simulator.Meetings;

namespace Sessions.Simulator.Stage;

/// <summary>Holds the sessions whose end has passed, without waiting for them: when somebody asks.</summary>
internal static class Playhouse
{
    /// <summary>The meeting's sessions up to now.</summary>
    public static IReadOnlyList<HeldSession> Sessions(TenantState state, StoredMeeting meeting)
    {
        Settle(state, meeting);
        return [.. state.Held.Where(held => held.Meeting == meeting)];
    }

    /// <summary>To be called before a change that could move or remove what has already taken place.</summary>
    public static void Settle(TenantState state, StoredMeeting? meeting)
    {
        if (meeting is null || meeting.End > state.Now || CancelledBefore(meeting)
            || state.Held.Any(held => held.Meeting == meeting && held.End == meeting.End))
        {
            return;
        }

        var number = state.Held.Count(held => held.Meeting == meeting).ToString(CultureInfo.InvariantCulture);
        var key = meeting.Key + "/" + number;
        state.Held.Add(new HeldSession(
            meeting, key, meeting.Start, meeting.End, IsRecorded(meeting), Play.Perform(state, meeting, key)));
    }

    private static bool CancelledBefore(StoredMeeting meeting) => meeting.Event?.Deleted < meeting.End;

    // Recording starts with the meeting: switched on during it, it comes too late. An event entered after the fact
    // counts as if it had been there.
    private static bool IsRecorded(StoredMeeting meeting) => meeting.RecordsSince is { } since
        && (since <= meeting.Start || meeting.Created >= meeting.End);
}
