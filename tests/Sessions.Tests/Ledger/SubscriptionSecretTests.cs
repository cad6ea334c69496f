using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Tests.Ledger;

public sealed class SubscriptionSecretTests
{
    private static readonly Subscription Kept = new(
        "s", EmailAddress.Parse("ada@example.org"), "Recordings", SubscriptionSecret.Hash("secret"), Instant.MinValue);

    [Theory]
    [InlineData("secret", true)]
    [InlineData("Secret", false)]
    [InlineData("secret ", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_the_secret_itself_fits(string? given, bool fits) =>
        Assert.Equal(fits, SubscriptionSecret.Fits(Kept, given));

    [Fact]
    public void The_hash_that_is_kept_is_no_secret() =>
        Assert.False(SubscriptionSecret.Fits(Kept, Kept.SecretHash));

    [Fact]
    public void Nothing_longer_than_Graph_takes_is_looked_at()
    {
        var longest = new string('x', SubscriptionSecret.Longest);

        Assert.True(SubscriptionSecret.Fits(Kept with { SecretHash = SubscriptionSecret.Hash(longest) }, longest));
        Assert.False(SubscriptionSecret.Fits(
            Kept with { SecretHash = SubscriptionSecret.Hash(longest + "x") }, longest + "x"));
    }
}
