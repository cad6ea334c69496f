using NodaTime;
using Sessions.Ledger;

namespace Sessions.Adapters.Mail;

/// <summary>
/// The way to the mail server. Shut, it is not knocked at for every message that waits: those behind the first are
/// told why without another try, for longer each time.
/// </summary>
internal sealed class SmtpDoor
{
    private static readonly TimeSpan LongestDial = TimeSpan.FromSeconds(60);

    private static readonly Duration FirstPause = Duration.FromSeconds(30);

    private static readonly Duration LongestPause = Duration.FromMinutes(15);

    private readonly Lock _gate = new();

    private OutsideFaultException? _shut;

    private Duration _pause;

    private long _again;

    public async Task<SmtpConnection> OpenAsync(
        Func<CancellationToken, Task<SmtpConnection>> dial, CancellationToken cancel)
    {
        ThrowWhileShut();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(LongestDial);
        try
        {
            var connection = await dial(limit.Token);
            Found();
            return connection;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && SmtpFault.Covers(e))
        {
            throw Shut(SmtpFault.Of(e, textLeft: false));
        }
        // A socket that is told to stop while it dials says at times that it failed.
        catch (Exception e) when (SmtpFault.Covers(e) && e is not OperationCanceledException)
        {
            throw new OperationCanceledException(e.Message, e, cancel);
        }
    }

    private void ThrowWhileShut()
    {
        lock (_gate)
        {
            var left = Duration.FromMilliseconds(_again - Environment.TickCount64);
            if (_shut is not null && left > Duration.Zero)
                throw new OutsideFaultException(_shut.Kind, _shut.Message, _shut, left) { Outcome = FaultOutcome.NotMade };
        }
    }

    private void Found()
    {
        lock (_gate)
            (_shut, _pause) = (null, Duration.Zero);
    }

    private OutsideFaultException Shut(OutsideFaultException fault)
    {
        lock (_gate)
        {
            // Several lanes may have knocked at the same time: that counts once.
            if (_shut is null || _again <= Environment.TickCount64)
            {
                _pause = _pause == Duration.Zero ? FirstPause : Duration.Min(_pause + _pause, LongestPause);
                _again = Environment.TickCount64 + (long)_pause.TotalMilliseconds;
            }

            return _shut = fault;
        }
    }
}
