using Kilter.Detectors;
using Kilter.Detectors.Distance;
using Kilter.Windows;
using static Kilter.Tests.Detectors.DetectorCases;

namespace Kilter.Tests.Detectors.Distance;

public sealed class OneClassSvmDetectorTests
{
    private const string File = "classical_ocsvm.json";

    public static TheoryData<string, string> Cases
        => MatrixTheoryData.Of(["0.07", "0.13", "0.47"], ["scale", "0.1", "1.0", "5.0"]);

    [Theory, MemberData(nameof(Cases))]
    public void Coefficients_offset_and_decisions_agree_with_the_reference(string nu, string gamma)
    {
        var golden = GoldenNumbers.Case(File, $"ocsvm_nu{nu}_gamma_{gamma}");
        var (config, expected) = (golden.GetProperty("config"), golden.GetProperty("expected"));
        double[] train = [.. GoldenNumbers.Values(GoldenNumbers.Header(File).GetProperty("train"))];
        double[] test = [.. GoldenNumbers.Values(GoldenNumbers.Header(File).GetProperty("test"))];
        var width = config.GetProperty("gamma_value").GetDouble();

        var (alpha, rho) = OneClassSolver.Solve(new KernelRows(train, 2, width, 60), config.GetProperty("nu").GetDouble(), 1e-11, TestContext.Current.CancellationToken);

        Assert.Equal(expected.GetProperty("rho").GetDouble(), rho, 1e-6);
        Near([.. GoldenNumbers.Values(expected.GetProperty("alpha_train"))], alpha, 1e-4);
        var fitted = FittedOneClassSvm.Of(1, 2, train, alpha, rho, width);
        Near([.. GoldenNumbers.Values(expected.GetProperty("decision_function_test"))], [.. Enumerable.Range(0, 15).Select(n => fitted.Decision(test.AsSpan(2 * n, 2)))], 1e-6);
        Near([.. GoldenNumbers.Values(expected.GetProperty("decision_function_train"))], [.. Enumerable.Range(0, 60).Select(n => fitted.Decision(train.AsSpan(2 * n, 2)))], 1e-6);
    }

    [Fact]
    public void The_room_for_kernel_rows_does_not_change_a_bit()
    {
        double[] points = [.. Series(150, 2, 1).Select(v => (double)v)];
        var (all, few) = (new KernelRows(points, 2, 0.5, 150), new KernelRows(points, 2, 0.5, 3));

        var whole = OneClassSolver.Solve(all, 0.2, 1e-6, TestContext.Current.CancellationToken);
        var again = OneClassSolver.Solve(few, 0.2, 1e-6, TestContext.Current.CancellationToken);

        Assert.Equal(whole.Alpha, again.Alpha);
        Assert.Equal(whole.Rho, again.Rho);
        Assert.True(all.Made <= 150 && few.Made > all.Made);
    }

    [Fact]
    public void The_solution_meets_the_optimality_conditions_of_the_dual()
    {
        const double Tolerance = 1e-6;
        double[] points = [.. Series(200, 3, 4).Select(v => (double)v)];
        var kernel = new KernelRows(points, 3, 0.3, 200);

        var (alpha, rho) = OneClassSolver.Solve(kernel, 0.15, Tolerance, TestContext.Current.CancellationToken);

        Assert.Equal(30, alpha.Sum(), 1e-9);
        for (var i = 0; i < alpha.Length; i++)
        {
            var gradient = kernel[i].Zip(alpha, (k, a) => k * a).Sum();
            Assert.InRange(alpha[i], 0, 1);
            Assert.True(alpha[i] <= 0 || gradient <= rho + Tolerance, $"{i}: {alpha[i]} {gradient - rho}");
            Assert.True(alpha[i] >= 1 || gradient >= rho - Tolerance, $"{i}: {alpha[i]} {gradient - rho}");
        }
    }

    [Fact]
    public void Scores_are_one_on_the_boundary_and_above_it_outside()
    {
        var train = Series(400, 2, 1);
        var fitted = (FittedOneClassSvm)new OneClassSvmDetector(new() { Window = 1, Nu = 0.1, Tolerance = 1e-8 }).Fit(WindowSet.Sliding(train, 2, 1), new FitContext());

        var scores = Scores(fitted, train, 2);

        for (var n = 0; n < scores.Length; n++)
        {
            var decision = fitted.Decision([train[2 * n], train[(2 * n) + 1]]);
            Assert.True(Math.Abs(decision) < 1e-6 || decision < 0 == scores[n] > 1, $"{decision} {scores[n]}");
        }

        Assert.InRange(scores.Count(s => s > 1.0001), 20, 40);
        Assert.InRange(fitted.SupportVectors, 40, 60);
    }

    private static void Near(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"{i}: {expected[i]} {actual[i]}");
        }
    }
}
