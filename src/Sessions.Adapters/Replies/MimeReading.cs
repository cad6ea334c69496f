using System.Text;
using MimeKit;
using Sessions.Invitations;

namespace Sessions.Adapters.Replies;

/// <summary>Takes out of a message what an answer may hold, however deep it lies and however it is packed.</summary>
internal static class MimeReading
{
    private static readonly string[] CalendarTypes = ["text/calendar", "application/ics"];

    /// <summary>Reads the beginning of a message, no more than <see cref="ReceivedMail.MostBytes"/>.</summary>
    /// <returns>Null where nothing comes: the message is no longer there.</returns>
    public static async Task<ReceivedMail?> ReadAsync(Stream mime, CancellationToken cancel)
    {
        var bytes = new byte[ReceivedMail.MostBytes + 1];
        var length = await mime.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return length == 0
            ? null
            : Read(bytes.AsMemory(0, Math.Min(length, ReceivedMail.MostBytes)), length > ReceivedMail.MostBytes);
    }

    public static ReceivedMail Read(ReadOnlyMemory<byte> mime, bool isCut)
    {
        try
        {
            using var bytes = new MemoryStream(mime.ToArray());
            using var message = MimeMessage.Load(bytes);
            return new ReceivedMail(
                message.From.Mailboxes.FirstOrDefault()?.Address, isCut,
                [.. message.BodyParts.OfType<MimePart>().Where(IsCalendar).Select(Calendar)],
                DeliveryReport.Failure(message));
        }
        catch (FormatException)
        {
            // Not even headers: nothing that anybody's calendar has sent.
            return new ReceivedMail(null, isCut, [], Failure: null);
        }
    }

    private static bool IsCalendar(MimePart part) =>
        CalendarTypes.Contains(part.ContentType.MimeType, StringComparer.OrdinalIgnoreCase)
        || part.FileName?.EndsWith(".ics", StringComparison.OrdinalIgnoreCase) is true;

    private static ReceivedCalendar Calendar(MimePart part) =>
        new(part.ContentType.Parameters["method"], part is TextPart text ? text.Text : Utf8(part));

    private static string Utf8(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes, CancellationToken.None);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
