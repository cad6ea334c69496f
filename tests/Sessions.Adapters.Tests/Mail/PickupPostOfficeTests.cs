using Microsoft.Extensions.Options;
using NodaTime;
using Sessions.Adapters.Mail;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Mail;

public sealed class PickupPostOfficeTests : IDisposable
{
    private static readonly Instant Sent = Instant.FromUtc(2025, 10, 1, 16, 0, 5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sessions-mail-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_message_stands_in_the_folder_whole_and_nothing_else_does()
    {
        var mail = Mails.Write(MessageKind.Invitation);
        var folder = Path.Combine(_folder.FullName, "made", "by", "itself");

        var said = await Office(folder).SendAsync(mail, TestContext.Current.CancellationToken);

        var file = Assert.Single(Directory.GetFiles(folder));
        Assert.Equal("20251001T160005Z-000007-invitation-ana.ruiz@example.net.eml", Path.GetFileName(file));
        Assert.Equal($"written to {Path.GetFileName(file)}", said);
        Assert.Equal(
            Mails.Bytes(mail), await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Sorted_by_name_the_files_stand_in_the_order_of_sending()
    {
        string[] names =
        [
            PickupPostOffice.FileName(Mails.Write(MessageKind.WatchLink, number: 999), Sent),
            PickupPostOffice.FileName(Mails.Write(MessageKind.Invitation, number: 1000), Sent),
            PickupPostOffice.FileName(Mails.Write(MessageKind.Reminder, number: 2), Sent + Duration.FromSeconds(1)),
        ];

        Assert.Equal(names, names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_address_cannot_leave_the_folder()
    {
        var mail = Mails.Write(MessageKind.Reminder);
        var name = PickupPostOffice.FileName(
            mail with { To = mail.To with { Address = "../../" + new string('/', 500) + "é@example.net" } }, Sent);

        Assert.Equal(Path.GetFileName(name), name);
        Assert.InRange(name.Length, 1, 200);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_a_setting_to_change()
    {
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => Office(Path.Combine(file, "mail"))
            .SendAsync(Mails.Write(MessageKind.Reminder), TestContext.Current.CancellationToken));

        Assert.Equal(FaultKind.Configuration, fault.Kind);
    }

    private static PickupPostOffice Office(string folder) =>
        new(Options.Create(new MailOptions { Directory = folder }), new StoppedClock());

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Sent.ToDateTimeOffset();
    }
}
