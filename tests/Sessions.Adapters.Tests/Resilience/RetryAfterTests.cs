using NodaTime;
using Sessions.Adapters.Resilience;

namespace Sessions.Adapters.Tests.Resilience;

public sealed class RetryAfterTests
{
    private static readonly Instant Now = Instant.FromUtc(2025, 10, 22, 17, 0);

    public static TheoryData<string?, double?> Forms => new()
    {
        { "7", 7 },
        { "0", 0 },
        { "2.128", 2.128 },
        { "Wed, 22 Oct 2025 17:01:30 GMT", 90 },
        { "Wed, 22 Oct 2025 16:59:00 GMT", 0 },
        { "Fri, 22 Oct 2027 17:00:00 GMT", 3600 },
        { "86400", 3600 },
        { "1e9", null },
        { "-5", null },
        { "NaN", null },
        { "2,5", null },
        { "soon", null },
        { "", null },
        { null, null },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void It_is_read_in_every_form_and_never_beyond_an_hour(string? value, double? seconds) =>
        Assert.Equal(seconds, RetryAfter.Read(value, Now)?.TotalSeconds);
}
