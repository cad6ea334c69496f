using NodaTime;
using NodaTime.Text;

namespace Sessions.Courses;

/// <summary>A date and a time as printed.</summary>
/// <param name="Letters">What stood beside it, such as <c>PDT</c>; empty for nothing.</param>
internal readonly record struct PrintedTime(LocalDateTime Time, string Letters);

/// <summary>A start and an end as printed.</summary>
/// <param name="Letters">What stood beside them, such as <c>PDT</c>; empty for nothing.</param>
internal readonly record struct PrintedHours(LocalTime Start, LocalTime End, string Letters);

/// <summary>Takes hours apart from the letters that people print after them: <c>10:00-11:15 PDT</c>.</summary>
internal static class PrintedClock
{
    private static readonly LocalTimePattern TimePattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private static readonly string[] HalvesOfTheDay = ["am", "pm", "a.m.", "p.m."];

    /// <returns>Null for anything but two hours, whichever comes first.</returns>
    public static PrintedHours? TryReadHours(string text)
    {
        var (clock, letters) = Split(text);
        return !IsHalfOfTheDay(letters)
            && clock.Split('-', '–') is [var from, var to]
            && TimePattern.Parse(from.Trim()) is { Success: true, Value: var start }
            && TimePattern.Parse(to.Trim()) is { Success: true, Value: var end }
                ? new PrintedHours(start, end, letters)
                : null;
    }

    public static PrintedTime? TryReadDateAndTime(string text)
    {
        var (clock, letters) = Split(text);
        return !IsHalfOfTheDay(letters)
            && clock.Split([' ', 'T'], 2) is [var day, var hour]
            && LocalDatePattern.Iso.Parse(day) is { Success: true, Value: var date }
            && TimePattern.Parse(hour) is { Success: true, Value: var time }
                ? new PrintedTime(date + time, letters)
                : null;
    }

    private static (string Clock, string Letters) Split(string text)
    {
        var end = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        return (text[..end], text[end..].Trim());
    }

    private static bool IsHalfOfTheDay(string letters) =>
        HalvesOfTheDay.Contains(letters, StringComparer.OrdinalIgnoreCase);
}
