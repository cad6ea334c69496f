namespace Sessions.Adapters.Tests.Mail;

/// <summary>Lines as they stand on the wire.</summary>
internal static class Octets
{
    public static bool LineEndsAreCrLf(byte[] bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r'))
                return false;

            if (bytes[i] == '\r' && (i + 1 == bytes.Length || bytes[i + 1] != '\n'))
                return false;
        }

        return true;
    }

    public static int LongestLine(byte[] bytes)
    {
        var (longest, length) = (0, 0);
        foreach (var octet in bytes)
        {
            length = octet == '\n' ? 0 : length + 1;
            longest = Math.Max(longest, octet == '\r' ? length - 1 : length);
        }

        return longest;
    }
}
