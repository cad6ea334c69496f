using NodaTime;
using Sessions.Courses;

namespace Sessions.Meetings;

/// <summary>
/// Teams meetings as events on the organizer's calendar. Every call may be repeated; faults come as
/// <see cref="Ledger.OutsideFaultException"/>.
/// </summary>
public interface IMeetingProvider
{
    /// <summary>
    /// Puts the event on the calendar, without attendees, so that Exchange mails nobody. Repeated with the same
    /// transaction id it is the same event, whatever Graph answers to that.
    /// </summary>
    Task<CalendarEvent> CreateEventAsync(EmailAddress organizer, NewEvent wanted, CancellationToken cancel);

    /// <summary>The online meeting behind a join address; null while Teams does not know it yet.</summary>
    Task<string?> FindOnlineMeetingAsync(EmailAddress organizer, string joinUrl, CancellationToken cancel);

    /// <summary>Records by itself, with transcription, and lets everyone in from the lobby.</summary>
    Task SetOptionsAsync(EmailAddress organizer, string onlineMeetingId, CancellationToken cancel);

    /// <summary>Changes heading and hours only: Teams' join block lives in the body, and the link must survive.</summary>
    Task UpdateEventAsync(
        EmailAddress organizer, string eventId, string subject, Instant start, Instant end, CancellationToken cancel);

    /// <summary>Takes the event off the calendar; one that is gone already is no fault.</summary>
    Task CancelEventAsync(EmailAddress organizer, string eventId, CancellationToken cancel);
}

/// <param name="TransactionId">Graph's <c>transactionId</c>, at most 64 characters.</param>
/// <param name="Key">The session, as the event's lookup property carries it.</param>
public sealed record NewEvent(string TransactionId, string Key, string Subject, Instant Start, Instant End);

/// <param name="JoinUrl">Byte for byte as Graph gave it: the lookup compares it so.</param>
public sealed record CalendarEvent(
    string EventId, string ICalUId, string JoinUrl, string Subject, Instant Start, Instant End);
