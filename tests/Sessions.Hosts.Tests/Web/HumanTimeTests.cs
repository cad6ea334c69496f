using NodaTime;
using Sessions.Web.Languages;
using Sessions.Web.Learners;

namespace Sessions.Hosts.Tests.Web;

public sealed class HumanTimeTests
{
    [Theory]
    [InlineData("America/Los_Angeles", "10:00 am – 11:15 am PDT")]
    [InlineData("Asia/Tokyo", "2:00 am – 3:15 am JST")]
    [InlineData("America/Sao_Paulo", "2:00 pm – 3:15 pm UTC-03")]
    [InlineData("Asia/Kathmandu", "10:45 pm – Thursday, October 23, 12:00 am UTC+05:45")]
    public void Hours_name_their_zone_and_a_day_that_differs(string zone, string expected)
    {
        Assert.Equal(
            expected,
            HumanTime.Hours(
                Instant.FromUtc(2025, 10, 22, 17, 0), Instant.FromUtc(2025, 10, 22, 18, 15),
                DateTimeZoneProviders.Tzdb[zone], PageText.English));
    }

    [Fact]
    public void A_clock_change_within_the_session_shows_at_both_ends()
    {
        Assert.Equal(
            "1:30 am PDT – 1:15 am PST",
            HumanTime.Hours(
                Instant.FromUtc(2025, 11, 2, 8, 30), Instant.FromUtc(2025, 11, 2, 9, 15),
                DateTimeZoneProviders.Tzdb["America/Los_Angeles"], PageText.English));
    }

    [Theory]
    [InlineData("America/Argentina/Buenos_Aires", "Buenos Aires")]
    [InlineData("UTC", "UTC")]
    public void A_zone_is_called_after_its_place(string zone, string city)
    {
        Assert.Equal(city, HumanTime.City(DateTimeZoneProviders.Tzdb[zone]));
    }
}
