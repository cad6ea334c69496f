using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sessions.Benchmarks.Feed;

/// <summary>nginx with the very same bytes as files, and the very same headers, on a port of its own.</summary>
internal static class Nginx
{
    // It writes these by itself.
    private static readonly HashSet<string> ItsOwn = new(StringComparer.OrdinalIgnoreCase)
    {
        "Date", "Server", "ETag", "Last-Modified", "Content-Length", "Content-Type", "Transfer-Encoding", "Connection",
    };

    /// <param name="headers">Of our answer.</param>
    public static async Task<(Process Process, Uri Address)> StartAsync(
        string folder, IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers)
    {
        var port = FreePort();
        var more = new StringBuilder();
        foreach (var (name, values) in headers.Where(h => !ItsOwn.Contains(h.Key)))
            more.Append("add_header ").Append(name).Append(" \"").AppendJoin(", ", values).AppendLine("\";");

        var file = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(file, $$"""
            worker_processes auto;
            daemon off;
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/nginx.log;
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            events { worker_connections 1024; }
            http {
              access_log off;
              sendfile on;
              tcp_nopush on;
              keepalive_requests 1000000000;
              open_file_cache max=10000;
              client_body_temp_path {{folder}}/body;
              proxy_temp_path {{folder}}/proxy;
              fastcgi_temp_path {{folder}}/fastcgi;
              uwsgi_temp_path {{folder}}/uwsgi;
              scgi_temp_path {{folder}}/scgi;
              default_type "text/calendar; charset=utf-8";
              {{more}}
              server { listen 127.0.0.1:{{port}}; root {{folder}}/files; }
            }
            """);
        var program = File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";
        var process = Process.Start(new ProcessStartInfo(program, ["-p", folder, "-c", file]) { UseShellExecute = false })!;
        return (process, new Uri($"http://127.0.0.1:{port}"));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
