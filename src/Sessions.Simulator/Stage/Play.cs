using System.Collections.Immutable;
using Sessions.Simulator.Meetings;

namespace Sessions.Simulator.Stage;

/// <summary>
/// Decides who came, when and for how long. The first by lot stays, and loses the connection once; of three or more
/// the second stays away and the third leaves early; the rest falls as the dice fall.
/// </summary>
internal static class Play
{
    public static ImmutableArray<SimulatedAttendee> Perform(TenantState state, StoredMeeting meeting, string key)
    {
        var role = new Actor(state.Dice, key, meeting.Start, meeting.End);
        var learners = Learners(state, meeting.Organizer, key);
        var everyone = new List<SimulatedAttendee>
        {
            role.Act(meeting.Organizer.DisplayName, meeting.Organizer.Address, "Organizer", Presence.Whole, false),
        };
        everyone.AddRange(learners.Select((person, place) => role.Act(
            person.Name, person.Email, "Attendee", PresenceOf(role, person, place, learners.Length),
            place == 0 || role.Falls(20, "reconnect", person.Name))));
        if (learners.Length > 0)
        {
            everyone.Add(role.Act("Guest (iPhone)", null, "Attendee", Presence.Whole, false));
        }

        return [.. everyone];
    }

    private static SimulatedPerson[] Learners(TenantState state, User organizer, string key) =>
    [
        .. state.Options.Cast()
            .Where(person => !organizer.Address.Equals(person.Email, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(Identity, StringComparer.Ordinal)
            .OrderBy(person => state.Dice.Guid("lot", key, Identity(person)).ToString(), StringComparer.Ordinal),
    ];

    private static string Identity(SimulatedPerson person) => person.Email?.ToLowerInvariant() ?? person.Name;

    private static Presence PresenceOf(Actor role, SimulatedPerson person, int place, int count) => place switch
    {
        0 => Presence.Whole,
        1 when count >= 3 => Presence.Absent,
        2 => Presence.LeftEarly,
        _ => role.Number(100, "presence", Identity(person)) switch
        {
            < 64 => Presence.Whole,
            < 78 => Presence.Late,
            < 89 => Presence.LeftEarly,
            _ => Presence.Absent,
        },
    };
}
