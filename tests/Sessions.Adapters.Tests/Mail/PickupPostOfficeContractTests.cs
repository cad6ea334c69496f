using Microsoft.Extensions.Options;
using Sessions.Adapters.Mail;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Mail;

public sealed class PickupPostOfficeContractTests : PostOfficeContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sessions-mail-");

    public PickupPostOfficeContractTests() => Office = At(_folder.FullName);

    protected override IPostOffice Office { get; }

    protected override IEnumerable<(FaultKind Kind, Func<Task> Request)> Refusals =>
        [(FaultKind.Configuration, () => At(Path.Combine(Environment.ProcessPath!, "mail")).SendAsync(NewMail(), Cancel))];

    // The second is written over the first: one message, one file.
    protected override int Repeats => 1;

    public void Dispose() => _folder.Delete(recursive: true);

    protected override Task<IReadOnlyList<byte[]>> ArrivedAsync(string messageId, int count) =>
        Task.FromResult<IReadOnlyList<byte[]>>(
        [
            .. _folder.GetFiles("*.eml").Select(file => File.ReadAllBytes(file.FullName))
                .Where(bytes => HasId(bytes, messageId)),
        ]);

    private static PickupPostOffice At(string folder) =>
        new(Options.Create(new MailOptions { Directory = folder }), TimeProvider.System);
}
