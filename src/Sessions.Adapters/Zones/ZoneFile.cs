using NodaTime;
using NodaTime.TimeZones;
using NodaTime.Utility;

namespace Sessions.Adapters.Zones;

/// <summary>Reads an <c>.nzd</c> file, whole and checked (https://nodatime.org/userguide/tzdb).</summary>
internal static class ZoneFile
{
    // The real ones have 130 to 200 kB.
    private const long Largest = 16 * 1024 * 1024;

    /// <exception cref="ZoneFileException">It is missing, cut short, or something else altogether.</exception>
    public static IDateTimeZoneProvider Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > Largest)
                throw new ZoneFileException("which is far larger than any zone data");

            var source = TzdbDateTimeZoneSource.FromStream(stream);
            source.Validate();
            return new DateTimeZoneCache(source);
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidNodaDataException
            or InvalidDateTimeZoneSourceException or ArgumentException or FormatException or IndexOutOfRangeException
            or OverflowException)
        {
            throw new ZoneFileException("which is no zone data, or only part of it", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ZoneFileException("which cannot be read", e);
        }
    }
}

/// <summary>What is wrong with the file, to follow its name in a sentence.</summary>
internal sealed class ZoneFileException(string message, Exception? innerException = null)
    : Exception(message, innerException);
