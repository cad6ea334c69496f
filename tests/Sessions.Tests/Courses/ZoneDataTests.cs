using NodaTime;
using NodaTime.TimeZones;
using Sessions.Courses;

namespace Sessions.Tests.Courses;

public sealed class ZoneDataTests
{
    [Fact]
    public void Zone_data_is_named_as_IANA_names_it()
    {
        Assert.Equal(TzdbDateTimeZoneSource.Default.TzdbVersion, ZoneData.VersionOf(DateTimeZoneProviders.Tzdb));
    }

    [Fact]
    public void Other_zone_data_is_named_as_it_names_itself()
    {
        var zones = new DateTimeZoneCache(new BclDateTimeZoneSource());

        Assert.Equal(zones.VersionId, ZoneData.VersionOf(zones));
    }
}
