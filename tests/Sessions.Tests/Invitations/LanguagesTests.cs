using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using Sessions.Invitations;

namespace Sessions.Tests.Invitations;

public sealed partial class LanguagesTests
{
    private static readonly Dictionary<string, Phrases> Files =
        new(Phrases.Load(typeof(Wording).Assembly, "Sessions.Invitations.Languages"));

    public static TheoryData<string> Others => [.. Files.Keys.Where(language => language != "en")];

    [Fact]
    public void English_and_Spanish_are_there() => Assert.Equal(["en", "es"], Wording.Languages);

    [Theory]
    [MemberData(nameof(Others))]
    public void Every_language_says_the_same_sentences_about_the_same_things(string language)
    {
        var (english, other) = (Files["en"], Files[language]);

        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
        foreach (var key in english.Keys)
            Assert.Equal((key, Places(english[key])), (key, Places(other[key])));
    }

    [Theory]
    [InlineData("en", "en-US")]
    [InlineData("es", "es")]
    public void Names_and_dates_are_those_of_CLDR(string language, string culture)
    {
        var (wording, cldr) = (Wording.For(language), CultureInfo.GetCultureInfo(culture));
        for (var date = new LocalDate(2025, 1, 1); date.Year == 2025; date = date.PlusDays(11))
            Assert.Equal(date.ToDateOnly().ToString("D", cldr), wording.DateOf(date));
        Assert.Equal(
            cldr.DateTimeFormat.MonthGenitiveNames[..12], Files[language].List("Months").AsEnumerable());
        Assert.Equal(
            cldr.DateTimeFormat.AbbreviatedMonthGenitiveNames[..12], Files[language].List("MonthsShort").AsEnumerable());
    }

    [Theory]
    [InlineData("es-MX", "es")]
    [InlineData("ES", "es")]
    [InlineData("de", "en")]
    [InlineData("", "en")]
    [InlineData(null, "en")]
    public void A_learner_reads_the_roster_s_language_or_English(string? asked, string given) =>
        Assert.Equal(given, Wording.For(asked).Language);

    private static string Places(string sentence) => string.Join(
        ' ', Place.Matches(sentence).Select(m => m.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place { get; }
}
