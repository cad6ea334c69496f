using System.Collections.Immutable;
using Microsoft.Net.Http.Headers;
using NodaTime;
using NodaTime.Text;
using Sessions.Invitations;

namespace Sessions.Web.Languages;

/// <summary>
/// Every sentence a learner reads on a page, in one language. A new language is a new file beside this one, and one
/// in <c>Sessions/Invitations/Languages</c>.
/// </summary>
public sealed class PageText
{
    private const string Folder = $"{nameof(Sessions)}.{nameof(Web)}.{nameof(Languages)}";

    private readonly Phrases _phrases;

    private readonly LocalTimePattern _hour;

    private PageText(Phrases phrases)
    {
        _phrases = phrases;
        _hour = LocalTimePattern.CreateWithInvariantCulture(phrases["Hour"]);
        Wording = Wording.For(phrases.Language);
    }

    public static ImmutableSortedDictionary<string, PageText> All { get; } = Phrases
        .Load(typeof(PageText).Assembly, Folder)
        .ToImmutableSortedDictionary(file => file.Key, file => new PageText(file.Value), StringComparer.Ordinal);

    public static PageText English => All["en"];

    /// <summary>BCP 47.</summary>
    public string Language => _phrases.Language;

    /// <summary>The same language's dates, and what mails say.</summary>
    public Wording Wording { get; }

    public string this[string key] => _phrases[key];

    /// <param name="asked">What the roster says; null where it is silent, and the browser is asked.</param>
    /// <param name="accepted">The request's <c>Accept-Language</c> (RFC 9110 12.5.4).</param>
    public static PageText For(string? asked, string? accepted) =>
        Find(asked) ?? Accepted(accepted).Select(Find).FirstOrDefault(text => text is not null) ?? English;

    public string Say(string key, params object[] values) => _phrases.Say(key, values);

    public string Count(string key, int number) => _phrases.Count(key, number);

    /// <summary><c>10:00 am</c>, <c>10:00</c></summary>
    public string HourOf(LocalTime time) => _hour.Format(time).ToLowerInvariant();

    private static PageText? Find(string? language) =>
        language?.Split('-', '_')[0].Trim().ToLowerInvariant() is { } subtag ? All.GetValueOrDefault(subtag) : null;

    private static IEnumerable<string> Accepted(string? header) =>
        StringWithQualityHeaderValue.TryParseList([header ?? ""], out var languages)
            ? languages
                .Where(language => language.Quality is null or > 0)
                .OrderByDescending(language => language.Quality ?? 1)
                .Select(language => language.Value.Value ?? "")
            : [];
}
