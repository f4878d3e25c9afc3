using Kilter.Sources;

namespace Kilter.Recipes.Steps;

/// <summary>Reads a data file or folder.</summary>
internal static class ReadStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "read",
        Does = "reads a file or folder of the data folder, or a made-up series (synth:…)",
        Settings =
        [
            new("file", "", "a path below the data folder", "what to read"),
            new("time", "guessed", "a column, or none", "the time column; none keeps the rows as they stand in the file"),
            new("label", "guessed", "a column, or none", "the label column"),
            new("header", "guessed", "true or false", "whether the first line names the columns"),
            new("channels", "all", "names", "the channels to keep"),
            new("ignore", "none", "names or numbers", "columns to leave out"),
            new("backward", "error", "error, sort, drop", "what to do where time goes back"),
            new("duplicates", "first", "first, last, mean, error", "which of samples with the same time to keep"),
            new("keep-constant", "false", "true or false", "keeps channels that never change"),
            StepEntry.As,
        ],
        Run = RunAsync,
    };

    private static async ValueTask RunAsync(StepSettings settings, Bench bench, CancellationToken cancellation)
    {
        var file = settings.Text("file");
        var place = file.StartsWith("synth:", StringComparison.Ordinal) ? file : bench.PathOf(file);
        var options = new ReadOptions
        {
            TimeColumn = settings.Has("time") ? settings.Text("time") : null,
            LabelColumn = settings.Has("label") ? settings.Text("label") : null,
            Header = settings.Has("header") ? settings.Flag("header") : null,
            Channels = settings.Texts("channels"),
            Ignore = settings.Texts("ignore"),
            KeepConstant = settings.Flag("keep-constant"),
            Backward = settings.Text("backward", "error") switch
            {
                "error" => BackwardPolicy.Error,
                "sort" => BackwardPolicy.Sort,
                "drop" => BackwardPolicy.Drop,
                _ => throw settings.Wrong("backward", "error, sort or drop"),
            },
            Duplicates = settings.Text("duplicates", "first") switch
            {
                "first" => DuplicatePolicy.First,
                "last" => DuplicatePolicy.Last,
                "mean" => DuplicatePolicy.Mean,
                "error" => DuplicatePolicy.Error,
                _ => throw settings.Wrong("duplicates", "first, last, mean or error"),
            },
        };
        bench.Put(settings.As, await SourceCatalog.Open(place).ReadAsync(options, cancellation));
    }
}
