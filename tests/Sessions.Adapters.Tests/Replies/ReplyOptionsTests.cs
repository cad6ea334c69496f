using Sessions.Adapters.Replies;

namespace Sessions.Adapters.Tests.Replies;

public sealed class ReplyOptionsTests
{
    [Fact]
    public void Nothing_set_reads_nobodys_mailbox()
    {
        Assert.Empty(Failures(new ReplyOptions()));
        Assert.False(new ReplyOptions().AreRead);
    }

    [Fact]
    public void Every_wrong_setting_is_said_at_once_and_never_a_password()
    {
        var wrong = Failures(new ReplyOptions
        {
            Source = "Imap",
            Port = 70000,
            Security = "Maybe",
            Every = "two minutes",
            Password = "a-secret",
        });

        Assert.Equal(
            ["Every", "Host", "Port", "Security", "UserName"],
            wrong.Select(w => w.Split(':')[2]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(wrong, w => w.Contains("a-secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Pop3", "PT2M")]
    [InlineData("2", "PT2M")]
    [InlineData("Graph", "PT1S")]
    [InlineData("Graph", "P1M")]
    public void A_source_nobody_knows_and_a_period_too_short_stop_the_host(string source, string every) =>
        Assert.Single(Failures(new ReplyOptions { Source = source, Every = every }));

    [Fact]
    public void A_password_never_crosses_a_network_readable()
    {
        var options = new ReplyOptions
        {
            Source = "imap",
            Host = "imap.example.org",
            UserName = "becky",
            Password = "p",
            Security = "None",
        };

        Assert.Contains("readable", Assert.Single(Failures(options)), StringComparison.Ordinal);
        options.Host = "localhost";
        Assert.Empty(Failures(options));
    }

    private static string[] Failures(ReplyOptions options) =>
        [.. new ReplyOptionsCheck().Validate(null, options).Failures ?? []];
}
