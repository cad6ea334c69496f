using System.Collections.Immutable;
using Sessions.Simulator.Calendar;
using Sessions.Simulator.Meetings;
using Sessions.Simulator.Stage;

namespace Sessions.Simulator.Storage;

/// <summary>A tenant's state as its file spells it: what refers to something else names its id.</summary>
/// <param name="Mail">Without content: it counts for the mailbox's limits, and nobody reads it again.</param>
internal sealed record KeptTenant(
    ImmutableArray<User> Users,
    ImmutableArray<StoredEvent> Events,
    ImmutableArray<KeptMeeting> Meetings,
    ImmutableArray<KeptSession> Held,
    ImmutableArray<SentMail> Mail,
    ImmutableArray<RecycledFile> RecycleBin,
    ImmutableArray<SimulatedSubscription> Subscriptions,
    ImmutableArray<InboxMessage> Inbox = default)
{
    public static KeptTenant Of(TenantState state) => new(
        [.. state.Users],
        [.. state.Events],
        [.. state.Meetings.Select(meeting => new KeptMeeting(meeting.Event?.Id, meeting))],
        [.. state.Held.Select(KeptSession.Of)],
        [.. state.Mail.Select(mail => mail with { Content = default })],
        [.. state.RecycleBin],
        [.. state.Subscriptions],
        [.. state.Inbox]);

    public void RestoreTo(TenantState state)
    {
        state.Users.AddRange(Users);
        state.Events.AddRange(Events);
        state.Meetings.AddRange(Meetings.Select(kept => kept.Restore(state.Events)));
        state.Held.AddRange(Held.Select(kept => kept.Restore(state.Meetings)));
        state.Mail.AddRange(Mail);
        state.RecycleBin.AddRange(RecycleBin);
        state.Subscriptions.AddRange(Subscriptions);
        // A file of an earlier version has none.
        state.Inbox.AddRange(Inbox.IsDefault ? [] : Inbox);
    }
}

/// <param name="Event">Null: it stands on no calendar.</param>
internal sealed record KeptMeeting(string? Event, StoredMeeting Meeting)
{
    public StoredMeeting Restore(IReadOnlyCollection<StoredEvent> events)
    {
        if (Event is not null)
        {
            Meeting.Event = events.Single(stored => stored.Id == Event);
            Meeting.Event.Meeting = Meeting;
        }

        return Meeting;
    }
}

/// <summary>Who came is kept, not played again: the cast of today is another.</summary>
internal sealed record KeptSession(
    string Meeting,
    string Key,
    DateTimeOffset Start,
    DateTimeOffset End,
    bool Recorded,
    ImmutableArray<SimulatedAttendee> People)
{
    public static KeptSession Of(HeldSession held) =>
        new(held.Meeting.Id, held.Key, held.Start, held.End, held.Recorded, held.People);

    public HeldSession Restore(IReadOnlyCollection<StoredMeeting> meetings) =>
        new(meetings.Single(meeting => meeting.Id == Meeting), Key, Start, End, Recorded, People);
}
