using System.Globalization;

namespace Kilter.Cli.Options;

/// <summary>Sorts <c>--set NAME=VALUE</c> into settings of the detector and of the threshold.</summary>
internal static class DetectorSettings
{
    private const string ThresholdPrefix = "threshold.";

    /// <summary>The settings of the detector and of the threshold.</summary>
    /// <exception cref="DataException">A setting is not of the form NAME=VALUE.</exception>
    public static (IReadOnlyDictionary<string, string> Detector, IReadOnlyDictionary<string, string> Threshold) Read(
        IReadOnlyList<string> settings, double? above, double? below)
    {
        var detector = new Dictionary<string, string>(StringComparer.Ordinal);
        var threshold = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in settings)
        {
            var equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new DataException($"--set is \"{setting}\"; a name and a value are needed, as in --set quantile=0.99.") { IsUsage = true };
            }

            var (name, value) = (setting[..equals].Trim(), setting[(equals + 1)..].Trim());
            if (name.StartsWith(ThresholdPrefix, StringComparison.Ordinal))
            {
                threshold[name[ThresholdPrefix.Length..]] = value;
            }
            else
            {
                detector[name] = value;
            }
        }

        Add("above", above);
        Add("below", below);
        return (detector, threshold);

        void Add(string name, double? value)
        {
            if (value is { } number)
            {
                detector[name] = number.ToString("R", CultureInfo.InvariantCulture);
            }
        }
    }
}
