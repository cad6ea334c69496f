using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Sessions.Invitations;

/// <summary>
/// Every sentence a learner reads in a mail or a calendar entry. A new language is a new file in
/// <c>Languages/</c>, named after it.
/// </summary>
public sealed class Wording
{
    private const string Folder = $"{nameof(Sessions)}.{nameof(Invitations)}.Languages";

    private static readonly ImmutableDictionary<string, Wording> All = Phrases.Load(typeof(Wording).Assembly, Folder)
        .ToImmutableDictionary(file => file.Key, file => new Wording(file.Value), StringComparer.Ordinal);

    private readonly Phrases _phrases;

    private readonly LocalDatePattern _date;

    private readonly LocalDatePattern _day;

    private readonly LocalDatePattern _month;

    private Wording(Phrases phrases)
    {
        _phrases = phrases;
        var names = Names(phrases);
        _date = LocalDatePattern.Create(phrases["Date"], names);
        _day = LocalDatePattern.Create(phrases["Day"], names);
        _month = LocalDatePattern.Create("MMM", names);
    }

    public static Wording English { get; } = All["en"];

    /// <summary>BCP 47, one for each file.</summary>
    public static IEnumerable<string> Languages => All.Keys.Order(StringComparer.Ordinal);

    /// <summary>BCP 47.</summary>
    public string Language => _phrases.Language;

    public string CancelledPrefix => _phrases[nameof(CancelledPrefix)];

    public string JoinLabel => _phrases[nameof(JoinLabel)];

    public string WatchLabel => _phrases[nameof(WatchLabel)];

    public string PageLabel => _phrases[nameof(PageLabel)];

    public string FeedLabel => _phrases[nameof(FeedLabel)];

    /// <summary>That one should use the feed or the invitations, and why not both.</summary>
    public string FeedOrInvitations => _phrases[nameof(FeedOrInvitations)];

    public string WatchLinkIsPersonal => _phrases[nameof(WatchLinkIsPersonal)];

    /// <summary>How to say that one cannot come at the hours that stand.</summary>
    public string CannotComeThen => _phrases[nameof(CannotComeThen)];

    public string Now => _phrases[nameof(Now)];

    /// <summary>The language asked for, by its primary subtag; English where there is no other.</summary>
    public static Wording For(string? language) =>
        PrimarySubtag(language) is { } subtag && All.TryGetValue(subtag, out var wording) ? wording : English;

    /// <summary>Weekday, day, month, year, in the order and with the words that CLDR has for the language.</summary>
    public string DateOf(LocalDate date) => _date.Format(date);

    /// <summary>Weekday, day, month.</summary>
    public string DayOf(LocalDate date) => _day.Format(date);

    /// <summary>The month's short name.</summary>
    public string MonthOf(LocalDate date) => _month.Format(date);

    /// <summary>What to do when the entry does not show up by itself.</summary>
    public string NotInCalendar(string sender) => _phrases.Say(nameof(NotInCalendar), sender);

    public string InvitationSubject(string what, string when) => _phrases.Say(nameof(InvitationSubject), what, when);

    public string UpdateSubject(string what, string when) => _phrases.Say(nameof(UpdateSubject), what, when);

    public string CancellationSubject(string what, string when) =>
        _phrases.Say(nameof(CancellationSubject), what, when);

    public string ReminderSubject(string what, string left) => _phrases.Say(nameof(ReminderSubject), what, left);

    public string HoursStaySubject(string what, string when) => _phrases.Say(nameof(HoursStaySubject), what, when);

    public string WatchSubject(string what) => _phrases.Say(nameof(WatchSubject), what);

    public string Greeting(string name) => _phrases.Say(nameof(Greeting), name);

    public string InvitationLead(string organizer, string course) =>
        _phrases.Say(nameof(InvitationLead), organizer, course);

    public string UpdateLead(string course) => _phrases.Say(nameof(UpdateLead), course);

    public string CancellationLead(string course) => _phrases.Say(nameof(CancellationLead), course);

    public string ReminderLead(string course, string left) => _phrases.Say(nameof(ReminderLead), course, left);

    public string HoursStayLead(string course) => _phrases.Say(nameof(HoursStayLead), course);

    public string WatchLead(string course) => _phrases.Say(nameof(WatchLead), course);

    public string ExpiringSubject(string what, string day) => _phrases.Say(nameof(ExpiringSubject), what, day);

    /// <param name="when">Date and hour, with the zone.</param>
    public string ExpiringLead(string course, string when) => _phrases.Say(nameof(ExpiringLead), course, when);

    public string SummarySubject(string what) => _phrases.Say(nameof(SummarySubject), what);

    public string SummaryLead(string course) => _phrases.Say(nameof(SummaryLead), course);

    public string SummaryAttendance(int present, int learners, int missed) =>
        _phrases.Say(nameof(SummaryAttendance), present, learners, missed);

    public string SummaryNobodyKnows(string command) => _phrases.Say(nameof(SummaryNobodyKnows), command);

    public string SummaryUnknown(int learners, string command) => _phrases.Say(nameof(SummaryUnknown), learners, command);

    public string SummaryUnmatched(int people, string command) => _phrases.Say(nameof(SummaryUnmatched), people, command);

    public string SummaryNoRecording(string command) => _phrases.Say(nameof(SummaryNoRecording), command);

    public string SummaryGivenUp(int parts, string command) => _phrases.Say(nameof(SummaryGivenUp), parts, command);

    public string SummaryRecording(int parts, int minutes, bool captions) => _phrases.Say(
        captions ? $"{nameof(SummaryRecording)}.Captions" : $"{nameof(SummaryRecording)}.Bare", parts, minutes);

    public string SummaryLinks(int links) => _phrases.Say(nameof(SummaryLinks), links);

    public string SummaryStatus(string command) => _phrases.Say(nameof(SummaryStatus), command);

    /// <param name="hours">In the learner's own zone.</param>
    /// <param name="place">Its city, or its name.</param>
    public string YourTime(string hours, string place) => _phrases.Say(nameof(YourTime), hours, place);

    public string InMinutes(int minutes) => _phrases.Count(nameof(InMinutes), minutes);

    public string InHours(int hours) => _phrases.Count(nameof(InHours), hours);

    public string InDays(int days) => _phrases.Count(nameof(InDays), days);

    // The program's own copy of CLDR's names, so that no machine's locale data changes a mail.
    private static CultureInfo Names(Phrases phrases)
    {
        var names = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        string[] months = [.. phrases.List("Months"), ""];
        string[] shortMonths = [.. phrases.List("MonthsShort"), ""];
        var days = phrases.List("Weekdays");
        var format = names.DateTimeFormat;
        // .NET begins with Sunday.
        format.DayNames = [days[^1], .. days[..^1]];
        (format.MonthNames, format.MonthGenitiveNames) = (months, months);
        (format.AbbreviatedMonthNames, format.AbbreviatedMonthGenitiveNames) = (shortMonths, shortMonths);
        return names;
    }

    private static string? PrimarySubtag(string? language) =>
        language?.Split('-', '_')[0].Trim().ToLowerInvariant();
}
