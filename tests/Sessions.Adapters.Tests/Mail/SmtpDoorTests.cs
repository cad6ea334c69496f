using System.Net.Sockets;
using Sessions.Adapters.Mail;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Mail;

/// <summary>What a dial that fails is taken for.</summary>
public sealed class SmtpDoorTests
{
    [Fact]
    public async Task A_dial_that_fails_because_the_host_stops_is_no_fault()
    {
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAsync<OperationCanceledException>(() => new SmtpDoor().OpenAsync(
            async _ =>
            {
                await stop.CancelAsync();
                throw new SocketException((int)SocketError.OperationAborted);
            },
            stop.Token));
    }

    [Fact]
    public async Task A_dial_that_fails_by_itself_is_one() =>
        Assert.Equal(
            FaultKind.Transient,
            (await Assert.ThrowsAsync<OutsideFaultException>(() => new SmtpDoor().OpenAsync(
                _ => throw new SocketException((int)SocketError.ConnectionRefused),
                TestContext.Current.CancellationToken))).Kind);
}
