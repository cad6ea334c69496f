using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Adapters.Mail;

/// <summary>
/// Writes mail into a folder and sends none: for the demo, for development, and for servers that pick it up. A
/// file appears whole or not at all, and sorted by name they stand in the order of sending.
/// </summary>
public sealed class PickupPostOffice(IOptions<MailOptions> options, TimeProvider time) : IPostOffice
{
    private const int LongestAddress = 120;

    private static readonly InstantPattern Moment =
        InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <summary>One: the folder shows the order of sending.</summary>
    public int AtOnce => 1;

    /// <returns>The file's name.</returns>
    public async Task<string> SendAsync(OutgoingMail mail, CancellationToken cancel)
    {
        using var message = MimeWriter.Write(mail);
        var name = FileName(mail, time.GetCurrentInstant());
        try
        {
            var directory = Directory.CreateDirectory(options.Value.Directory).FullName;
            await WriteAsync(Path.Combine(directory, name), MimeWriter.ToBytes(message), cancel);
        }
        catch (Exception e) when (e
            is UnauthorizedAccessException or DirectoryNotFoundException or PathTooLongException)
        {
            throw new OutsideFaultException(
                FaultKind.Configuration,
                $"The mail folder cannot be written: check {MailOptions.Section}:Directory", e);
        }
        catch (IOException e)
        {
            throw new OutsideFaultException(
                FaultKind.Transient, "The mail folder did not take a message: check the disk's free space", e);
        }

        return $"written to {name}";
    }

    public Task RestAsync() => Task.CompletedTask;

    /// <summary><c>20251001T160000Z-000007-invitation-ana@example.net.eml</c></summary>
    public static string FileName(OutgoingMail mail, Instant sent) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Moment.Format(sent)}-{mail.Number:000000}-{Plain(mail.Kind)}-{Plain(mail.To.Address)}.eml");

    // A crash leaves a .tmp, which nobody picks up and the next attempt writes anew.
    private static async Task WriteAsync(string path, byte[] bytes, CancellationToken cancel)
    {
        var unfinished = Path.ChangeExtension(path, ".tmp");
        await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(bytes, cancel);
            await file.FlushAsync(cancel);
            RandomAccess.FlushToDisk(file.SafeFileHandle);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var character in text.ToLowerInvariant().Take(LongestAddress))
        {
            var harmless = char.IsAsciiLetterOrDigit(character) || character is '@' or '.' or '+' or '-';
            plain.Append(harmless ? character : '_');
        }

        return plain.ToString();
    }
}
