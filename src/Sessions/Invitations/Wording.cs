using NodaTime;

namespace Sessions.Invitations;

/// <summary>
/// Every sentence a learner reads in a mail or a calendar entry, one class per language. A new language is a new
/// class, and its line in <see cref="For"/>; the compiler asks for every sentence.
/// </summary>
public abstract class Wording
{
    private protected Wording()
    {
    }

    public static Wording English { get; } = new EnglishWording();

    public static Wording Spanish { get; } = new SpanishWording();

    /// <summary>BCP 47.</summary>
    public abstract string Language { get; }

    /// <summary>Weekday, day, month, year. Written here, so that no machine's locale data changes a mail.</summary>
    public abstract string DateOf(LocalDate date);

    /// <summary>Weekday, day, month.</summary>
    public abstract string DayOf(LocalDate date);

    public abstract string CancelledPrefix { get; }

    public abstract string JoinLabel { get; }

    public abstract string WatchLabel { get; }

    public abstract string PageLabel { get; }

    public abstract string FeedLabel { get; }

    /// <summary>That one should use the feed or the invitations, and why not both.</summary>
    public abstract string FeedOrInvitations { get; }

    /// <summary>What to do when the entry does not show up by itself.</summary>
    public abstract string NotInCalendar(string sender);

    public abstract string InvitationSubject(string what, string when);

    public abstract string UpdateSubject(string what, string when);

    public abstract string CancellationSubject(string what, string when);

    public abstract string ReminderSubject(string what, string left);

    public abstract string WatchSubject(string what);

    public abstract string Greeting(string name);

    public abstract string InvitationLead(string organizer, string course);

    public abstract string UpdateLead(string course);

    public abstract string CancellationLead(string course);

    public abstract string ReminderLead(string course, string left);

    public abstract string WatchLead(string course);

    public abstract string WatchLinkIsPersonal { get; }

    /// <param name="hours">In the learner's own zone.</param>
    /// <param name="place">Its city, or its name.</param>
    public abstract string YourTime(string hours, string place);

    public abstract string Now { get; }

    public abstract string InMinutes(int minutes);

    public abstract string InHours(int hours);

    public abstract string InDays(int days);

    /// <summary>The language asked for, by its primary subtag; English where there is no other.</summary>
    public static Wording For(string? language) => PrimarySubtag(language) switch
    {
        "es" => Spanish,
        _ => English,
    };

    private static string? PrimarySubtag(string? language) =>
        language?.Split('-', '_')[0].Trim().ToLowerInvariant();
}
