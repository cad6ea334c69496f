using CsCheck;
using NodaTime;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

public sealed class WebVttTests
{
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void What_Teams_writes_becomes_WebVTT(string lineEnd)
    {
        var teams = """
            WEBVTT

            0:0:0.0 --> 0:0:5.320
            <v Ada Lovelace>This is a test.</v>

            d41d8cd9-1
            0:0:5.5 --> 0:1:2.03
            <v Bob>Two
            lines.</v>
            """.ReplaceLineEndings(lineEnd);

        Assert.Equal(
            """
            WEBVTT

            00:00:00.000 --> 00:00:05.320
            <v Ada Lovelace>This is a test.</v>

            00:00:05.500 --> 00:01:02.030
            <v Bob>Two
            lines.</v>

            """.ReplaceLineEndings("\n"),
            WebVtt.Write(WebVtt.Parse(teams)));
    }

    [Theory]
    [InlineData("00:01.5 --> 00:02,25", 1500, 2250)]
    [InlineData("1:00:00.1234567 --> 100:00:00.9 align:start position:0%", 3_600_123, 360_000_900)]
    [InlineData("-0:0:3.5 --> 0:0:1.0", 0, 1000)]
    [InlineData("0:0:-3.5 --> 0:0:1.0", 0, 1000)]
    [InlineData("0:0:2 --> 0:0:1", 2000, 2001)]
    [InlineData("\t0:0:1-->0:0:2", 1000, 2000)]
    public void Times_are_read_as_they_come(string timing, int start, int end)
    {
        var cue = Assert.Single(WebVtt.Parse($"{timing}\nHello"));

        Assert.Equal(new Cue(Milliseconds(start), Milliseconds(end), null, "Hello"), cue);
    }

    [Theory]
    [InlineData("")]
    [InlineData("WEBVTT")]
    [InlineData("\uFEFFWEBVTT - title\n\nNOTE 0:0:0 is said\n\nSTYLE\n::cue { color: red }\n\n")]
    [InlineData("WEBVTT\n\n0:0:1 --> 0:0:2\n\n0:0:2 --> 0:0:3\n \t\n")]
    [InlineData("0:0:-4.0 --> 0:0:-1.0\nSaid before the recording began")]
    [InlineData("0:0:0:1 --> 0:0:2\nno time")]
    [InlineData("<html><body>Sign in</body></html>")]
    public void What_holds_no_cue_gives_none(string text) => Assert.Empty(WebVtt.Parse(text));

    [Fact]
    public void Cues_come_in_order_of_start_and_each_voice_is_one()
    {
        var cues = WebVtt.Parse(
            "0:0:9 --> 0:0:10\nlast\n\n0:0:1 --> 0:0:2\n<v.loud Ada>Hi</v> <v Bob &amp; Co>Hello <i>you</i></v>");

        Assert.Equal(
            [
                new Cue(Milliseconds(1000), Milliseconds(2000), "Ada", "Hi"),
                new Cue(Milliseconds(1000), Milliseconds(2000), "Bob & Co", "Hello you"),
                new Cue(Milliseconds(9000), Milliseconds(10_000), null, "last"),
            ],
            cues);
    }

    [Fact]
    public void An_arrow_that_somebody_said_is_text()
    {
        var cue = Assert.Single(WebVtt.Parse("0:0:1 --> 0:0:2\nfrom a --> b\nand on"));

        Assert.Equal("from a --> b\nand on", cue.Text);
    }

    [Fact]
    public void Hostile_words_cannot_break_out_of_their_cue()
    {
        Cue hostile = new(
            Milliseconds(0), Milliseconds(1), "Eve>\n\n<b",
            "</v>\r\n\r\n00:00:00.000 --> 00:10:00.000\n<script>&lt;\0\u2028\u001b[0m");

        Assert.Equal(
            "WEBVTT\n\n00:00:00.000 --> 00:00:00.001\n<v Eve&gt; &lt;b>&lt;/v&gt;\n"
                + "00:00:00.000 --&gt; 00:10:00.000\n&lt;script&gt;&amp;lt;\n[0m</v>\n",
            WebVtt.Write([hostile]));
    }

    [Fact]
    public void Whatever_was_said_is_read_back_as_it_was_written()
    {
        var words = Gen.OneOf(
            Gen.String, Gen.String[Gen.Char["<>&-\n\r:v/ 0a;lt\u0085\uD83D\uDE00"], 0, 30]);
        var cue = Gen.Select(Gen.Int[0, 400_000_000], Gen.Int[1, 100_000], words, words)
            .Select((start, length, speaker, text) => new Cue(
                Milliseconds(start), Milliseconds(start + length), speaker, text));

        cue.List[0, 5].Sample(cues =>
        {
            var once = WebVtt.Parse(WebVtt.Write(cues));
            Assert.Equal(once, WebVtt.Parse(WebVtt.Write(once)));
            return once.Length == Spoken(cues);
        });
    }

    [Fact]
    public void No_text_breaks_the_reader() =>
        Gen.String[Gen.Char["0123456789:.,-> <v>/\n\r&;#"], 0, 200].Sample(text =>
            WebVtt.Parse(text) is { IsDefault: false });

    // A cue with nothing but blanks and control characters is not worth showing.
    private static int Spoken(List<Cue> cues) =>
        cues.Count(c => c.Text.EnumerateRunes().Any(r =>
            !System.Text.Rune.IsControl(r) && !System.Text.Rune.IsWhiteSpace(r)));

    private static Duration Milliseconds(long value) => Duration.FromMilliseconds(value);
}
