using NodaTime;
using NodaTime.Extensions;
using Sessions.Courses;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Worker.Looks;

/// <summary>Takes what one message says into the ledger.</summary>
internal sealed class AnswerDesk(
    ILedger ledger, IOutbox outbox, IAgenda agenda, FaultMemory faults, TimeProvider clock)
{
    private const int MostConflicts = 20;

    /// <returns>What became of it, to be kept; null for what is to be read again at the next look.</returns>
    public async Task<InboxEntry?> HandleAsync(
        EmailAddress mailbox, InboxItem item, ReceivedMail mail, CancellationToken cancel)
    {
        (InboxOutcome Outcome, CourseId? Course, string Detail)? ruling = ReplySorting.Sort(mail) switch
        {
            Answered answered => await ApplyAsync(answered, mail, item, cancel),
            NotReadable broken => (InboxOutcome.Quarantined, null, broken.Why),
            NotDelivered report => await ReturnAsync(report.Failure, item, cancel),
            NotForUs other => (InboxOutcome.Ignored, null, other.Why),
            var sorted => throw new ArgumentOutOfRangeException(nameof(mail), sorted, message: null),
        };
        return ruling is var (outcome, course, detail)
            ? new(mailbox, item.MessageId, item.ReceivedAt, clock.GetCurrentInstant(), outcome, course, detail)
            : null;
    }

    /// <summary>Tells the history of a mailbox that stays closed until a person does something, once each.</summary>
    public async Task WarnAsync(EmailAddress mailbox, OutsideFaultException fault, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        foreach (var id in await ledger.ListCoursesAsync(cancel))
        {
            var course = await ledger.FindCourseAsync(id, cancel);
            var next = course?.Sessions.FirstOrDefault(s => !s.Removed && now < s.Time.Start);
            if (next is not null && faults.Remember(next.Id, $"replies in {mailbox}", fault, now) is { } warning)
                await RecordAsync(next.Id, (_, _) => warning, cancel);
        }
    }

    private async Task<(InboxOutcome, CourseId?, string)?> ReturnAsync(
        FailedDelivery failure, InboxItem item, CancellationToken cancel)
    {
        var returned = new ReturnedMessage(failure.MessageId, failure.To, item.ReceivedAt, failure.Why);
        return await outbox.ReturnAsync(returned, clock.GetCurrentInstant(), cancel) switch
        {
            { IsSending: true } => null,
            { Course: { } course } => (InboxOutcome.Applied, course, "a message of ours did not arrive"),
            _ => (InboxOutcome.Ignored, null, "a report about somebody else's message"),
        };
    }

    private async Task<(InboxOutcome Outcome, CourseId? Course, string Detail)> ApplyAsync(
        Answered answered, ReceivedMail mail, InboxItem item, CancellationToken cancel)
    {
        var all = new List<(InboxOutcome Outcome, CourseId? Course, string Detail)>();
        foreach (var answer in answered.Answers)
        {
            all.Add(EntryUid.TryParse(answer.Uid) is { } uid
                ? await ApplyAsync(uid, answer, mail, item, cancel)
                : (InboxOutcome.Ignored, null, "about an entry that is not ours"));
        }

        // Several in one message are a rarity: what counted says what became of it.
        return all.OrderBy(a => a.Outcome).First();
    }

    private async Task<(InboxOutcome, CourseId?, string)> ApplyAsync(
        EntryUid uid, EntryAnswer answer, ReceivedMail mail, InboxItem item, CancellationToken cancel)
    {
        Ruling? ruling = null;
        await RecordAsync(
            uid.Session,
            (session, _) =>
            {
                ruling = Find(session, uid, answer) is { } learner
                    ? ReplyDesk.Rule(session, learner, answer, mail.From, item.ReceivedAt)
                    : null;
                return ruling?.Fact;
            },
            cancel);
        return ruling is null
            ? (InboxOutcome.Ignored, null, "about an entry that nobody was sent")
            : (ruling.Outcome, uid.Session.Course, ruling.Detail);
    }

    private static LearnerFacts? Find(SessionFacts session, EntryUid uid, EntryAnswer answer) =>
        session.Learners.FirstOrDefault(l => l.Id == uid.Learner
            && string.Equals(l.Invitation?.Uid, answer.Uid, StringComparison.OrdinalIgnoreCase));

    // What is due next may change with an answer: a reminder falls away, or is wanted after all.
    private async Task RecordAsync(
        SessionId id, Func<SessionFacts, Instant, Fact?> decide, CancellationToken cancel)
    {
        for (var conflicts = 0; await ledger.FindSessionAsync(id, cancel) is { } session; conflicts++)
        {
            var now = clock.GetCurrentInstant();
            if (decide(session, now) is not { } fact)
                return;

            try
            {
                await ledger.RecordAsync(session, [fact], now, cancel);
                await agenda.AskAsync([id.ToString()], now, cancel);
                return;
            }
            catch (ConflictException) when (conflicts < MostConflicts)
            {
                // Someone else wrote first: read again and decide anew.
            }
        }
    }
}
