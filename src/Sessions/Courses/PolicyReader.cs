using System.Collections.Immutable;
using NodaTime;

namespace Sessions.Courses;

/// <summary>Reads <c>reminders</c>, <c>attendance</c> and <c>recordings</c>; what is absent is as by default.</summary>
internal sealed class PolicyReader(ProblemList problems, ValueReader values)
{
    private const string ReminderExample = "P1D";

    private static readonly Key Reminders = new("reminders", "reminders: [P1D, PT1H]");
    private static readonly Key Attendance = new("attendance", "attendance: { missed-below: 50% }");

    private static readonly Key Recordings = new(
        "recordings", "recordings: { notify: missed, keep: P1Y, original: keep }");

    private static readonly Key MissedBelow = new("missed-below", "missed-below: 50%");
    private static readonly Key Notify = new("notify", "notify: missed");
    private static readonly Key Keep = new("keep", "keep: P1Y");
    private static readonly Key Original = new("original", "original: keep");

    /// <summary>Those of the course file's keys that are read here.</summary>
    public static ImmutableArray<Key> Keys { get; } = [Reminders, Attendance, Recordings];

    public CoursePolicy Read(Dictionary<Key, Field> fields)
    {
        var attendance = Group(fields.GetValueOrDefault(Attendance), "'attendance'", [MissedBelow]);
        var recordings = Group(fields.GetValueOrDefault(Recordings), "'recordings'", [Notify, Keep, Original]);
        var silent = CoursePolicy.Default;
        return new CoursePolicy(
            fields.TryGetValue(Reminders, out var reminders) ? ReadReminders(reminders) : silent.Reminders,
            values.Percent(attendance.GetValueOrDefault(MissedBelow)) ?? silent.MissedBelow,
            values.OneOf<NotifyWhom>(recordings.GetValueOrDefault(Notify)) ?? silent.Notify,
            values.Period(recordings.GetValueOrDefault(Keep), Period.FromYears(CourseLimits.KeepYears)) ?? silent.Keep,
            values.OneOf<OriginalRecording>(recordings.GetValueOrDefault(Original)) ?? silent.Original);
    }

    private Dictionary<Key, Field> Group(Field? field, string what, Key[] known) =>
        field is null ? [] : KeyReader.Read(field.Value, what, known, problems);

    private ImmutableArray<Period> ReadReminders(Field field)
    {
        if (field.Value is not YamlList list)
        {
            problems.Add(field.At, $"'reminders' is {field.Value.Kind}", $"a list, as in '{field.Key.Example}'");
            return [];
        }

        if (list.Items.Length > CourseLimits.Reminders)
            problems.Add(field.At, $"{list.Items.Length} reminders", $"at most {CourseLimits.Reminders}");

        var reminders = new Dictionary<double, Period>();
        foreach (var item in list.Items.Take(CourseLimits.Reminders))
        {
            if (ReadReminder(item) is { } period && !reminders.TryAdd(Periods.Estimate(period), period))
                problems.Add(item.At, $"the reminder {period} comes when another one does", "each of them once");
        }

        return [.. reminders.OrderByDescending(r => r.Key).Select(r => r.Value)];
    }

    private Period? ReadReminder(YamlNode item)
    {
        if (item is YamlText text)
            return values.Period(ReminderExample, text.Value, item.At, Period.FromDays(CourseLimits.ReminderDays));

        problems.Add(item.At, $"the reminder is {item.Kind}", $"an ISO 8601 period such as '{ReminderExample}'");
        return null;
    }
}
