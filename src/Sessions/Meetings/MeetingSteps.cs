using System.Collections.Immutable;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Meetings;

/// <summary>Each step acts on Teams once and says what was done; each can be resumed on its own.</summary>
public sealed class MeetingSteps(IMeetingProvider meetings)
{
    public async Task<ImmutableArray<Fact>> CreateAsync(
        SessionFacts session, CreateMeeting step, CancellationToken cancel)
    {
        var made = await meetings.CreateEventAsync(
            session.Course.Instructor.Email,
            new NewEvent(
                step.TransactionId, session.Id.ToString(), session.Subject(), session.Time.Start, session.Time.End),
            cancel);

        // What stands is kept, not what was asked for: an event found again may have older hours, and the next
        // look puts that right.
        return
        [
            new MeetingCreated(
                step.TransactionId, made.EventId, made.ICalUId, made.JoinUrl, made.Subject, made.Start, made.End),
        ];
    }

    /// <returns>Nothing while Teams does not know the meeting yet.</returns>
    public async Task<ImmutableArray<Fact>> FindAsync(
        SessionFacts session, FindOnlineMeeting step, CancellationToken cancel)
    {
        var id = await meetings.FindOnlineMeetingAsync(
            session.Course.Instructor.Email, step.Meeting.JoinUrl, cancel);
        return id is null ? [] : [new OnlineMeetingFound(id)];
    }

    public async Task<ImmutableArray<Fact>> SetOptionsAsync(
        SessionFacts session, SetMeetingOptions step, CancellationToken cancel)
    {
        if (step.Meeting.OnlineMeetingId is not { } id)
            return [];

        await meetings.SetOptionsAsync(session.Course.Instructor.Email, id, cancel);
        return [new MeetingOptionsSet()];
    }

    public async Task<ImmutableArray<Fact>> UpdateAsync(
        SessionFacts session, UpdateMeeting step, CancellationToken cancel)
    {
        var (subject, start, end) = (session.Subject(), session.Time.Start, session.Time.End);
        await meetings.UpdateEventAsync(
            session.Course.Instructor.Email, step.Meeting.EventId, subject, start, end, cancel);
        return [new MeetingUpdated(subject, start, end)];
    }

    public async Task<ImmutableArray<Fact>> CancelAsync(
        SessionFacts session, CancelMeeting step, CancellationToken cancel)
    {
        await meetings.CancelEventAsync(session.Course.Instructor.Email, step.Meeting.EventId, cancel);
        return [new MeetingCancelled()];
    }
}
