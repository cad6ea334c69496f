using System.Text.RegularExpressions;
using Sessions.Hosts.Tests.Docs;
using Sessions.Invitations;
using Sessions.Ledger;
using Sessions.Web.Languages;

namespace Sessions.Hosts.Tests.Web;

public sealed partial class LanguagesTests
{
    private static readonly Dictionary<string, Phrases> Files =
        new(Phrases.Load(typeof(PageText).Assembly, "Sessions.Web.Languages"));

    [Fact]
    public void Pages_are_written_in_the_languages_that_mails_are() =>
        Assert.Equal(Wording.Languages, PageText.All.Keys);

    [Fact]
    public void Every_language_says_the_same_sentences_about_the_same_things()
    {
        foreach (var other in Files.Values)
        {
            Assert.Equal(
                Files["en"].Keys.Select(key => (key, Places(Files["en"][key]))).Order(),
                other.Keys.Select(key => (key, Places(other[key]))).Order());
        }
    }

    [Fact]
    public void Every_sentence_that_a_page_asks_for_is_there_and_none_is_left_over()
    {
        List<string> pages =
            [.. Documents.ReadAll("src/Sessions.Web", ".razor"), .. Documents.ReadAll("src/Sessions.Web", ".cs")];
        var text = string.Join('\n', pages);

        Assert.All(
            pages.SelectMany(page => Asked.Matches(page)).Select(match => match.Groups["key"].Value),
            key => Assert.True(Files["en"].Keys.Contains(key) || Files["en"].Keys.Contains($"{key}.One"), key));
        Assert.All(
            Files["en"].Keys.Where(key => !IsPutTogether(key)),
            key => Assert.Contains($"\"{OfAny(key)}\"", text, StringComparison.Ordinal));
    }

    // From the name of a state, or of an answer.
    private static bool IsPutTogether(string key) =>
        key.StartsWith("State.", StringComparison.Ordinal)
        || Enum.GetNames<ReplyAnswer>().Any(answer => key.StartsWith($"Reply.{answer}", StringComparison.Ordinal));

    [Theory]
    [InlineData("es", "en", "es")]
    [InlineData("es-MX", null, "es")]
    [InlineData(null, "de, es;q=0.8, en;q=0.5", "es")]
    [InlineData(null, "es;q=0, en", "en")]
    [InlineData(null, "en, es", "en")]
    [InlineData("de", "fr", "en")]
    [InlineData(null, null, "en")]
    [InlineData(null, ";;;q=x", "en")]
    public void The_roster_decides_the_language_and_then_the_browser(string? roster, string? browser, string given) =>
        Assert.Equal(given, PageText.For(roster, browser).Language);

    private static string OfAny(string key) => Number.Replace(key, "");

    private static string Places(string sentence) => string.Join(
        ' ', Place.Matches(sentence).Select(m => m.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"[tT]ext(\[|\.Say\(|\.Count\()""(?<key>[A-Za-z.]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Asked { get; }

    [GeneratedRegex(@"\.(One|Other)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number { get; }

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place { get; }
}
