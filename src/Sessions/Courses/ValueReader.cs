using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Sessions.Courses;

/// <summary>Reads single values of the course file. Null means absent, or wrong and reported.</summary>
internal sealed class ValueReader(ProblemList problems, IDateTimeZoneProvider zones)
{
    private static readonly LocalDatePattern DatePattern = LocalDatePattern.Iso;

    /// <summary>A text of one line; <paramref name="linesAllowed"/> lets it have several.</summary>
    public string? Text(Field? field, int limit = CourseLimits.TitleLength, bool linesAllowed = false)
    {
        if (Scalar(field) is not { } text)
            return null;

        if (PlainText.FlawIn(text, linesAllowed) is { } flaw)
            return Refuse(field!, $"'{field!.Key.Name}' holds {flaw}", "printable text in one line");

        return text.Length <= limit
            ? text
            : Refuse(
                field!,
                $"'{field!.Key.Name}' is {text.Length} characters long",
                $"at most {limit} characters");
    }

    public string? Slug(Field? field)
    {
        var text = Scalar(field);
        return text is null || CourseId.IsSlug(text)
            ? text
            : Refuse(
                field!,
                $"{PlainText.Quote(text)} cannot be an id",
                $"up to 63 of a-z, 0-9 and -, such as '{field!.Key.Example}'");
    }

    public EmailAddress? Email(Field? field)
    {
        if (Scalar(field) is not { } text)
            return null;

        var email = EmailAddress.TryParse(text);
        if (email is null)
            Refuse(field!, $"{PlainText.Quote(text)} is not an e-mail address", $"such as '{field!.Key.Example}'");

        return email;
    }

    public DateTimeZone? Zone(Field? field)
    {
        if (Scalar(field) is not { } text)
            return null;

        var reading = ZoneNames.Read(text, zones);
        if (reading.Zone is null)
            Refuse(field!, reading.Wrong, reading.Right);

        return reading.Zone;
    }

    public LocalDate? Date(Field? field)
    {
        if (Scalar(field) is not { } text)
            return null;

        var parsed = DatePattern.Parse(text);
        if (!parsed.Success)
            Refuse(field!, $"{PlainText.Quote(text)} is not a date", $"such as '{field!.Key.Example}'");

        return parsed.Success && InReach(field!, parsed.Value) ? parsed.Value : null;
    }

    public PrintedTime? DateAndTime(Field? field)
    {
        if (Scalar(field) is not { } text)
            return null;

        if (PrintedClock.TryReadDateAndTime(text) is { } printed)
            return InReach(field!, printed.Time.Date) ? printed : null;

        Refuse(field!, $"{PlainText.Quote(text)} is not a date and a time", $"such as '{field!.Key.Example}'");
        return null;
    }

    /// <summary>Start and end, on the 24-hour clock of one day.</summary>
    public PrintedHours? Hours(Field? field)
    {
        if (Scalar(field) is not { } text)
            return null;

        if (PrintedClock.TryReadHours(text) is not { } printed)
        {
            Refuse(
                field!,
                $"{PlainText.Quote(text)} is not a start and an end",
                $"such as '{field!.Key.Example}', 24-hour clock");
            return null;
        }

        if (printed.Start < printed.End)
            return printed;

        Refuse(
            field!,
            $"it ends {(printed.Start == printed.End ? "when" : "before")} it starts: {PlainText.Quote(text)}",
            $"an end later on the same day, such as '{field!.Key.Example}'");
        return null;
    }

    public Period? Period(Field? field, Period longest) =>
        Scalar(field) is { } text ? Period(field!.Key.Example, text, field.At, longest) : null;

    /// <summary>An ISO 8601 period, more than nothing and at most <paramref name="longest"/>.</summary>
    public Period? Period(string example, string text, Place at, Period longest)
    {
        var parsed = PeriodPattern.Roundtrip.Parse(text);
        if (!parsed.Success)
            problems.Add(at, $"{PlainText.Quote(text)} is not an ISO 8601 period", $"such as '{example}'");
        else if (!Periods.IsPositive(parsed.Value))
            problems.Add(at, $"the period {PlainText.Quote(text)} is not longer than nothing", $"such as '{example}'");
        else if (Periods.Estimate(parsed.Value) > Periods.Estimate(longest))
            problems.Add(at, $"the period {PlainText.Quote(text)} is too long", $"at most {longest}");
        else
            return parsed.Value;

        return null;
    }

    /// <returns>A share, 0 to 1.</returns>
    public decimal? Percent(Field? field)
    {
        if (Scalar(field) is not { } text)
            return null;

        if (text.EndsWith('%')
            && decimal.TryParse(
                text[..^1].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent is >= 0 and <= 100)
            return percent / 100;

        Refuse(field!, $"{PlainText.Quote(text)} is not a share", $"0% to 100%, such as '{field!.Key.Example}'");
        return null;
    }

    public T? OneOf<T>(Field? field)
        where T : struct, Enum
    {
        if (Scalar(field) is not { } text)
            return null;

        var names = Enum.GetNames<T>().Select(n => n.ToLowerInvariant()).ToList();
        if (names.Contains(text, StringComparer.Ordinal))
            return Enum.Parse<T>(text, ignoreCase: true);

        Refuse(field!, $"'{field!.Key.Name}' is {PlainText.Quote(text)}", $"one of {string.Join(", ", names)}");
        return null;
    }

    private string? Scalar(Field? field)
    {
        if (field is null)
            return null;

        if (field.Value is not YamlText text)
            return Refuse(field, $"'{field.Key.Name}' is {field.Value.Kind}", $"a text, as in '{field.Key.Example}'");

        var trimmed = text.Value.Trim();
        return trimmed.Length > 0
            ? trimmed
            : Refuse(field, $"'{field.Key.Name}' is empty", $"a text, as in '{field.Key.Example}'");
    }

    private bool InReach(Field field, LocalDate date)
    {
        if (date.Year is >= CourseLimits.FirstYear and <= CourseLimits.LastYear)
            return true;

        Refuse(
            field,
            $"the year {date.Year.ToString(CultureInfo.InvariantCulture)} is out of reach",
            $"a year from {CourseLimits.FirstYear} to {CourseLimits.LastYear}");
        return false;
    }

    private string? Refuse(Field field, string wrong, string right)
    {
        problems.Add(field.At, wrong, right);
        return null;
    }
}
