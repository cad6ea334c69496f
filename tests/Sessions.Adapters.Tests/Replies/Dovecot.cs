using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Sessions.Adapters.Tests.Replies;

/// <summary>
/// A real IMAP server with a configuration, a mailbox and a port of its own, on loopback; every account's password
/// is <see cref="Password"/>.
/// </summary>
public sealed class Dovecot : IAsyncLifetime
{
    public const string Password = "a-password-for-tests";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _directory = Directory.CreateTempSubdirectory("sessions-imap-").FullName;

    private readonly List<Process> _servers = [];

    public int Port { get; private set; }

    public async ValueTask InitializeAsync()
    {
        // The server's own users must get through.
        Directory.CreateDirectory(In("mail"));
        await RunAsync("chmod", "777", _directory, In("mail"));
        for (var attempt = 1; ; attempt++)
        {
            Port = FreePort();
            await StartAsync();
            if (await AnswersAsync())
                return;

            await StopAsync();
            Assert.True(attempt < 3, $"dovecot did not come up:\n{Log()}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task StartAsync()
    {
        await File.WriteAllTextAsync(In("dovecot.conf"), Configuration());
        _servers.Add(Process.Start(new ProcessStartInfo("/usr/sbin/dovecot", ["-F", "-c", In("dovecot.conf")])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!);
    }

    private async Task StopAsync()
    {
        foreach (var server in _servers)
        {
            if (!server.HasExited)
                server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            server.Dispose();
        }

        _servers.Clear();
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    // Its master must be root to change users; whoever is not root keeps to their own.
    private string Configuration()
    {
        var root = Environment.UserName == "root";
        var users = root
            ? "default_internal_user = dovecot\ndefault_login_user = dovenull"
            : $"default_internal_user = {Environment.UserName}\ndefault_login_user = {Environment.UserName}\n"
                + "service anvil {\n  chroot =\n}\nservice imap-login {\n  chroot =\n}";
        var owner = root ? "uid=nobody gid=nogroup " : "";
        return string.Create(CultureInfo.InvariantCulture, $$"""
            base_dir = {{In("run")}}
            log_path = {{In("log")}}
            protocols = imap
            listen = 127.0.0.1
            ssl = no
            disable_plaintext_auth = no
            first_valid_uid = 1
            mail_location = maildir:{{In("mail")}}/%n
            {{users}}
            passdb {
              driver = static
              args = password={{Password}}
            }
            userdb {
              driver = static
              args = {{owner}}home={{In("mail")}}/%n
            }
            service imap-login {
              inet_listener imap {
                port = {{Port}}
              }
              inet_listener imaps {
                port = 0
              }
            }

            """);
    }

    private async Task<bool> AnswersAsync()
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience && !_servers[^1].HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port);
                using var reader = new StreamReader(client.GetStream());
                return await reader.ReadLineAsync() is ['*', ..];
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }

        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string Log() => File.Exists(In("log")) ? File.ReadAllText(In("log")) : "no log";

    private string In(string name) => Path.Combine(_directory, name);
}
