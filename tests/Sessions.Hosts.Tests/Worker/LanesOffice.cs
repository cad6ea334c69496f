using Sessions.Invitations;

namespace Sessions.Hosts.Tests.Worker;

/// <summary>Takes four messages at a time, and keeps the order in which they were handed over.</summary>
internal sealed class LanesOffice(Func<OutgoingMail, CancellationToken, Task> take) : IPostOffice
{
    private readonly Lock _gate = new();

    public List<OutgoingMail> Taken { get; } = [];

    public int AtOnce => 4;

    public async Task<string> SendAsync(OutgoingMail mail, CancellationToken cancel)
    {
        await take(mail, cancel);
        lock (_gate)
            Taken.Add(mail);

        return "250 taken";
    }

    public Task RestAsync() => Task.CompletedTask;
}
