using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Sessions.Ledger;

namespace Sessions.Invitations;

/// <summary>
/// Writes what a learner is mailed. Equal messages give equal mails, whenever and wherever they are written: the
/// date is the message's stamp, and no machine's locale or clock has a say.
/// </summary>
public static class MailComposer
{
    /// <exception cref="ArgumentException">A watch link is due, and <paramref name="links"/> has none.</exception>
    public static OutgoingMail Compose(
        OutboxMessage message, LearnerLinks links, MailIdentity identity, IDateTimeZoneProvider zones)
    {
        var wording = Wording.For(message.Learner.Language);
        var draft = new Draft(message, links, identity.Of(message.Content), zones, wording);
        var letter = new Letter(wording.Language, Subject(draft), Passages(draft));
        return new OutgoingMail(
            message.Number,
            message.MessageId,
            KindOf(message.Kind),
            message.Stamp,
            draft.From,
            draft.To,
            letter.Title,
            LetterText.Write(letter),
            LetterHtml.Write(letter),
            Calendar(draft));
    }

    /// <summary>The kind in one word, as file names and logs have it.</summary>
    public static string KindOf(MessageKind kind) => kind switch
    {
        MessageKind.Invitation => "invitation",
        MessageKind.Update => "update",
        MessageKind.Cancellation => "cancellation",
        MessageKind.Reminder => "reminder",
        MessageKind.WatchLink => "watch-link",
        MessageKind.CounterDeclined => "hours-stay",
        MessageKind.Expiring => "expiring",
        MessageKind.Summary => "summary",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };

    private static string Subject(Draft draft)
    {
        var (wording, what) = (draft.Wording, IcsEvent.Heading(draft.Content));
        var when = $"{draft.InCourse.Day}, {draft.InCourse.Start}";
        return draft.Kind switch
        {
            MessageKind.Invitation => wording.InvitationSubject(what, when),
            MessageKind.Update => wording.UpdateSubject(what, when),
            MessageKind.Cancellation => wording.CancellationSubject(what, when),
            MessageKind.Reminder => wording.ReminderSubject(what, draft.Left),
            MessageKind.CounterDeclined => wording.HoursStaySubject(what, when),
            MessageKind.Expiring => wording.ExpiringSubject(what, draft.Expires.Day),
            MessageKind.Summary => wording.SummarySubject(what),
            _ => wording.WatchSubject(what),
        };
    }

    private static ImmutableArray<Passage> Passages(Draft draft)
    {
        var wording = draft.Wording;
        ImmutableArray<Passage> opening =
            [new Words(wording.Greeting(draft.To.Name)), new Words(Lead(draft)), When(draft)];
        var page = new Pointer(wording.PageLabel, draft.Links.Page);
        return draft.Kind switch
        {
            MessageKind.Invitation =>
                [.. opening, .. Join(draft), .. About(draft), new Words(wording.NotInCalendar(draft.From.Address)),
                    page, .. Feed(draft)],
            MessageKind.Update => [.. opening, .. Join(draft), page, .. Feed(draft)],
            MessageKind.Cancellation => [.. opening, page],
            MessageKind.Reminder => [.. opening, .. Join(draft), page],
            MessageKind.CounterDeclined => [.. opening, new Words(wording.CannotComeThen), page],
            MessageKind.Summary => [.. opening, .. SummaryLetter.Passages(draft.Message.Session, draft.Summary, wording)],
            _ => [.. opening, Watch(draft), new Words(wording.WatchLinkIsPersonal), page],
        };
    }

    private static string Lead(Draft draft)
    {
        var (wording, course) = (draft.Wording, IcsText.Line(draft.Content.CourseTitle));
        return draft.Kind switch
        {
            MessageKind.Invitation => wording.InvitationLead(draft.From.Name, course),
            MessageKind.Update => wording.UpdateLead(course),
            MessageKind.Cancellation => wording.CancellationLead(course),
            MessageKind.Reminder => wording.ReminderLead(course, draft.Left),
            MessageKind.CounterDeclined => wording.HoursStayLead(course),
            MessageKind.Expiring => wording.ExpiringLead(course, $"{draft.Expires.Date}, {draft.Expires.Start}"),
            MessageKind.Summary => wording.SummaryLead(course),
            _ => wording.WatchLead(course),
        };
    }

    private static Hours When(Draft draft)
    {
        var hours = draft.InCourse;
        var times = draft.OwnHours is { } own ? $"{hours.Hours} · {own}" : hours.Hours;
        return new Hours(
            IcsText.Line(draft.Content.SessionTitle), hours.Date, times,
            InstantPattern.ExtendedIso.Format(draft.Content.Start));
    }

    private static ImmutableArray<Passage> Join(Draft draft) =>
        IcsText.Line(draft.Content.JoinUrl) is { Length: > 0 } address
            ? [new Door(draft.Wording.JoinLabel, address)]
            : [];

    private static ImmutableArray<Passage> About(Draft draft) =>
        IcsText.Lines(draft.Content.Description ?? "") is { Length: > 0 } text ? [new Words(text)] : [];

    private static ImmutableArray<Passage> Feed(Draft draft) =>
        [new Words(draft.Wording.FeedOrInvitations), new Pointer(draft.Wording.FeedLabel, draft.Links.Feed)];

    private static Door Watch(Draft draft) => new(
        draft.Wording.WatchLabel,
        draft.Links.Watch ?? throw new ArgumentException("a watch-link mail needs the link", nameof(draft)));

    private static CalendarPart? Calendar(Draft draft)
    {
        if (MethodOf(draft.Kind) is not { } method)
            return null;

        var message = draft.Message;
        var uid = message.Uid
            ?? throw new ArgumentException("a scheduling mail needs the entry's UID", nameof(draft));
        return InvitationCalendar.Write(
            method, uid, message.Sequence, message.Stamp, draft.Content, draft.From, draft.To, draft.Zones,
            draft.Wording);
    }

    private static ITipMethod? MethodOf(MessageKind kind) => kind switch
    {
        MessageKind.Invitation or MessageKind.Update => ITipMethod.Request,
        MessageKind.Cancellation => ITipMethod.Cancel,
        MessageKind.CounterDeclined => ITipMethod.DeclineCounter,
        _ => null,
    };

    /// <summary>The message with all that its sentences are made from.</summary>
    private sealed record Draft(
        OutboxMessage Message, LearnerLinks Links, Mailbox From, IDateTimeZoneProvider Zones, Wording Wording)
    {
        public MessageKind Kind => Message.Kind;

        public InvitationContent Content => Message.Content;

        public Mailbox To { get; } = new(NameOf(Message), Message.Learner.Email.Value);

        public SessionHours InCourse { get; } = SessionHours.Of(
            Message.Content.Start, Message.Content.End, Zones[Message.Content.ZoneId], Wording);

        /// <summary>Null when the learner's zone is the course's, or not known.</summary>
        public string? OwnHours
        {
            get
            {
                if (Message.Learner.Zone is not { } zone || zone.Id == Content.ZoneId)
                    return null;

                var own = SessionHours.Of(Content.Start, Content.End, zone, Wording);
                var hours = own.Date == InCourse.Date ? own.BareHours : $"{own.Day}, {own.BareHours}";
                return Wording.YourTime(hours, SessionHours.City(zone) ?? SessionHours.ShortName(zone, Content.Start));
            }
        }

        /// <summary>How long until the start, counted from the message's stamp.</summary>
        public string Left =>
            Countdown.Say(Message.Stamp, Content.Start, Message.Learner.Zone ?? Zones[Content.ZoneId], Wording);

        /// <summary>When the recording is deleted, by the learner's clock or else the course's.</summary>
        public SessionHours Expires
        {
            get
            {
                var at = Message.ExpiresAt
                    ?? throw new InvalidOperationException("a mail that the recording goes needs to say when");
                return SessionHours.Of(at, at, Message.Learner.Zone ?? Zones[Content.ZoneId], Wording);
            }
        }

        public SessionSummary Summary => Message.Summary
            ?? throw new InvalidOperationException("a summary needs what it sums up");

        private static string NameOf(OutboxMessage message) =>
            IcsText.Line(message.Learner.Name) is { Length: > 0 } name ? name : message.Learner.Email.Value;
    }
}
