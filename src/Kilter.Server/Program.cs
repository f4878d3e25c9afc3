using System.Text;

// For now a health page and nothing more; the API, jobs and dashboard come with the server's own issue.
var app = WebApplication.CreateSlimBuilder(args).Build();
app.Map("/health", branch => branch.Run(static context =>
{
    context.Response.ContentType = "text/plain; charset=utf-8";
    return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("ok\n"), context.RequestAborted).AsTask();
}));
await app.RunAsync().ConfigureAwait(false);
