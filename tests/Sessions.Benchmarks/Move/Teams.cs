using System.Globalization;

namespace Sessions.Benchmarks.Move;

/// <summary>nginx in the place of Graph: one organizer, one recording, and a folder that rclone can list.</summary>
internal sealed class Teams : IAsyncDisposable
{
    private readonly Beside _nginx;

    private Teams(Beside nginx, int port)
    {
        _nginx = nginx;
        Address = $"http://127.0.0.1:{port}";
    }

    public string Address { get; }

    public string Folder => $"{Address}/files/";

    public static async Task<Teams> StartAsync(string folder, string film)
    {
        var port = Beside.FreePort();
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, Configuration(folder, film, port));
        return new(
            await Beside.ServeAsync(
                port, File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx", "-p", folder, "-c", configuration,
                "-e", "stderr"),
            port);
    }

    public ValueTask DisposeAsync() => _nginx.DisposeAsync();

    private static string Configuration(string folder, string film, int port) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        daemon off;
        {{(Environment.UserName == "root" ? "user root;" : "")}}
        worker_processes 1;
        pid {{folder}}/nginx.pid;
        events { }
        http {
          access_log off;
          sendfile on;
          default_type video/mp4;
          server {
            listen 127.0.0.1:{{port}};
            location /files/ { alias {{Path.GetDirectoryName(film)}}/; autoindex on; }
            location ~ /content$ { alias {{film}}; }
            location /v1.0/users/ { default_type application/json; return 200 '{"id":"organizer"}'; }
          }
        }
        """);
}
