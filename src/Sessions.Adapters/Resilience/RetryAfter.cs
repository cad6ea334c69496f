using System.Globalization;
using NodaTime;
using NodaTime.Extensions;

namespace Sessions.Adapters.Resilience;

/// <summary>
/// The Retry-After header in the three forms that are met: whole seconds and an HTTP date (RFC 9110 10.2.3), and
/// seconds with a decimal point, which Graph sends and .NET's own header parser refuses.
/// </summary>
public static class RetryAfter
{
    /// <summary>A wait beyond this is a mistake of the sender: we ask again after it.</summary>
    public static Duration Longest { get; } = Duration.FromHours(1);

    /// <returns>Null when there is no header, or none that can be read; never negative.</returns>
    public static Duration? Read(HttpResponseMessage response, Instant now) =>
        response.Headers.TryGetValues("Retry-After", out var values) ? Read(values.FirstOrDefault(), now) : null;

    /// <inheritdoc cref="Read(HttpResponseMessage, Instant)"/>
    public static Duration? Read(string? value, Instant now)
    {
        if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && double.IsFinite(seconds))
        {
            return Within(Duration.FromSeconds(Math.Min(seconds, Longest.TotalSeconds)));
        }

        return DateTimeOffset.TryParseExact(
            value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? Within(date.ToInstant() - now)
            : null;
    }

    private static Duration Within(Duration wait) => Duration.Max(Duration.Zero, Duration.Min(wait, Longest));
}
