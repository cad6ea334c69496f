using System.Globalization;
using NodaTime;

namespace Sessions.Invitations;

internal sealed class EnglishWording : Wording
{
    private static readonly string[] Weekdays =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ];

    public override string Language => "en";

    public override string CancelledPrefix => "Cancelled:";

    public override string JoinLabel => "Join the session";

    public override string WatchLabel => "Watch the recording";

    public override string PageLabel => "Your sessions, in your own time zone";

    public override string FeedLabel => "Calendar feed of the whole course";

    public override string FeedOrInvitations =>
        "If you would rather subscribe, this feed keeps every session of the course up to date in your calendar. "
        + "Please use either the feed or the invitations: with both you would see each session twice.";

    public override string WatchLinkIsPersonal => "The link is yours alone; please do not pass it on.";

    public override string Now => "now";

    public override string DateOf(LocalDate date) =>
        string.Create(CultureInfo.InvariantCulture, $"{DayOf(date)}, {date.Year}");

    public override string DayOf(LocalDate date) => string.Create(
        CultureInfo.InvariantCulture, $"{Weekdays[(int)date.DayOfWeek - 1]}, {Months[date.Month - 1]} {date.Day}");

    public override string NotInCalendar(string sender) =>
        "The session is attached as a calendar entry. If it does not show in your calendar, answer the invitation "
        + $"with Yes, or add {sender} to your contacts.";

    public override string InvitationSubject(string what, string when) => $"{what} ({when})";

    public override string UpdateSubject(string what, string when) => $"Updated: {what} ({when})";

    public override string CancellationSubject(string what, string when) => $"Cancelled: {what} ({when})";

    public override string ReminderSubject(string what, string left) => $"Reminder: {what} starts {left}";

    public override string WatchSubject(string what) => $"In case you missed it: {what}";

    public override string Greeting(string name) => $"Hello {name},";

    public override string InvitationLead(string organizer, string course) =>
        $"{organizer} invites you to a live online session of {course}.";

    public override string UpdateLead(string course) =>
        $"A live online session of {course} has changed. What stands here replaces what you were told before, and "
        + "the entry in your calendar is updated with it.";

    public override string CancellationLead(string course) =>
        $"This live online session of {course} is cancelled for you. Its entry leaves your calendar; if it is still "
        + "there tomorrow, please delete it.";

    public override string ReminderLead(string course, string left) =>
        $"Your live online session of {course} starts {left}.";

    public override string WatchLead(string course) =>
        $"In case you missed it: the recording of this session of {course} is ready for you.";

    public override string YourTime(string hours, string place) => $"{hours} your time, {place}";

    public override string InMinutes(int minutes) => Count(minutes, "minute");

    public override string InHours(int hours) => Count(hours, "hour");

    public override string InDays(int days) => Count(days, "day");

    private static string Count(int number, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"in {number} {unit}{(number == 1 ? "" : "s")}");
}
