using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace Sessions.Adapters.Tests.Mail;

[CollectionDefinition(nameof(PostfixServer))]
[SupportedOSPlatform("linux")]
public sealed class PostfixCollection : ICollectionFixture<PostfixServer>;

/// <summary>
/// Debian's Postfix, with Dovecot for the sign-in, in a folder of its own and on loopback ports alone. Needs root,
/// or sudo without a password: Postfix starts its parts under several users.
/// </summary>
[SupportedOSPlatform("linux")]
public sealed class PostfixServer : IAsyncLifetime
{
    public const string Password = "an-open-secret";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sessions-postfix-");

    private readonly List<Process> _running = [];

    public int PlainPort { get; private set; }

    public int StartTlsPort { get; private set; }

    public int TlsPort { get; private set; }

    /// <summary>The file with the authority's certificate.</summary>
    public string Authority => Path.Combine(_folder.FullName, "authority.pem");

    private string Configuration => Path.Combine(_folder.FullName, "etc");

    private string Inbox => Path.Combine(_folder.FullName, "mail", "inbox", "new");

    public async ValueTask InitializeAsync()
    {
        OpenToAll(_folder.FullName);
        (PlainPort, StartTlsPort, TlsPort) = (FreePort(), FreePort(), FreePort());
        TestCertificate.Write(_folder.FullName, "localhost");
        PostfixFiles.Write(_folder.FullName, PlainPort, StartTlsPort, TlsPort, Password);
        using (var give = Run("/bin/chown", "daemon", Path.Combine(_folder.FullName, "mail")))
            await give.WaitForExitAsync();

        _running.Add(Run("/usr/sbin/postfix", "-c", Configuration, "start-fg"));
        await ListensAsync(PlainPort);
        _running.Add(Run("/usr/sbin/dovecot", "-F", "-c", Path.Combine(Configuration, "dovecot.conf")));
        await ExistsAsync(Path.Combine(_folder.FullName, "queue", "private", "auth"));
    }

    public async ValueTask DisposeAsync()
    {
        using (var stop = Run("/usr/sbin/postfix", "-c", Configuration, "abort"))
            await stop.WaitForExitAsync();

        foreach (var process in _running)
        {
            using var signal = Run("/bin/kill", "-TERM", $"{process.Id}");
            await signal.WaitForExitAsync();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        using var clear = Run("/bin/rm", "-rf", _folder.FullName);
        await clear.WaitForExitAsync();
    }

    /// <summary>What stands in the mailbox of everybody, in no order, once there are so many; none is not waited for.</summary>
    public async Task<IReadOnlyList<byte[]>> WaitForAsync(Func<byte[], bool> wanted, int count)
    {
        for (var patience = Stopwatch.StartNew(); ;)
        {
            IReadOnlyList<byte[]> found = [.. Stored().Where(wanted)];
            if (found.Count >= count)
                return found;

            Assert.True(patience.Elapsed < Patience, $"{found.Count} of {count} messages came; Postfix says:\n{Log()}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }
    }

    private IEnumerable<byte[]> Stored() =>
        Directory.Exists(Inbox) ? Directory.GetFiles(Inbox).Select(File.ReadAllBytes) : [];

    private string Log() => File.Exists(Path.Combine(_folder.FullName, "log"))
        ? File.ReadAllText(Path.Combine(_folder.FullName, "log"))
        : "nothing";

    private async Task ListensAsync(int port)
    {
        for (var patience = Stopwatch.StartNew(); ;)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                Assert.True(patience.Elapsed < Patience, $"Postfix did not start; it says:\n{Log()}");
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    private async Task ExistsAsync(string socket)
    {
        for (var patience = Stopwatch.StartNew(); !File.Exists(socket);)
        {
            Assert.True(patience.Elapsed < Patience, $"Dovecot did not make {socket}");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    private static Process Run(string program, params string[] arguments)
    {
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo(program, arguments)
            : new ProcessStartInfo("sudo", ["-n", program, .. arguments]);
        // Their own, since what outlives a test run must not keep its output open.
        (start.RedirectStandardOutput, start.RedirectStandardError, start.UseShellExecute) = (true, true, false);
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
    }

    // Postfix cannot be asked to choose a port; between this look and its start somebody else might take it.
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static void OpenToAll(string folder) => File.SetUnixFileMode(
        folder,
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
}
