using Sessions.Invitations;

namespace Sessions.Tests.Invitations;

public sealed class IcsTextTests
{
    [Theory]
    [InlineData("a\r\nb\rc\nd\u2028e", "a\nb\nc\nd\ne")]
    [InlineData("a\0b\u0007c\u007fd\u009fe", "abcde")]
    [InlineData("a\tb", "a b")]
    [InlineData("a\ud83db\ufffdc", "abc")]
    [InlineData("  a \n", "a")]
    public void Lines_keeps_line_breaks_and_nothing_else_that_is_control(string text, string expected) =>
        Assert.Equal(expected, IcsText.Lines(text));

    [Fact]
    public void Line_is_one_line() => Assert.Equal("a b", IcsText.Line("a\r\nb"));

    [Fact]
    public void A_parameter_has_no_quote_and_no_caret() =>
        Assert.Equal("'a' nb", IcsText.Parameter("\"a\"\n^nb"));

    [Fact]
    public void A_line_of_75_octets_is_left_whole_and_one_of_76_is_folded()
    {
        var whole = new string('x', 75);

        Assert.Equal(whole + "\r\n", IcsText.Refold(whole + "\r\n"));
        Assert.Equal(whole + "\r\n x\r\n", IcsText.Refold(whole + "x\r\n"));
    }

    [Fact]
    public void A_fold_made_elsewhere_inside_a_character_is_undone() =>
        Assert.Equal("SUMMARY:a😀b\r\n", IcsText.Refold("SUMMARY:a\ud83d\r\n \ude00b\r\n"));
}
