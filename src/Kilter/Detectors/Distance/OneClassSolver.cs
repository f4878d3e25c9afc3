namespace Kilter.Detectors.Distance;

/// <summary>Solves the dual of the one-class support vector machine: least ½·αᵀKα with 0 ≤ α ≤ 1 and Σα = ν·n.</summary>
/// <remarks>
/// <para>
/// Two coefficients are moved at a time (sequential minimal optimisation), chosen with second-order information: the one that violates the optimality
/// conditions most, and the one with which the objective falls most. It stops when no two violate them by more than the tolerance. Nothing is
/// shrunk and nothing approximated. Cost: O(n) a round, and a kernel row where it is not kept.
/// </para>
/// <para>Source: R.-E. Fan, P.-H. Chen, C.-J. Lin, "Working set selection using second order information for training SVM", J. Mach. Learn. Res., 2005
/// (WSS 2); B. Schölkopf et al., "Estimating the support of a high-dimensional distribution", Neural Comput., 2001.</para>
/// </remarks>
internal sealed class OneClassSolver
{
    // Where two points are the same the objective is straight along their line: a small curvature keeps the step finite.
    private const double LeastCurvature = 1e-12;
    private const int RoundsBetweenPolls = 1000;

    private readonly KernelRows _kernel;
    private readonly double[] _alpha;
    private readonly double[] _gradient;

    private OneClassSolver(KernelRows kernel)
    {
        _kernel = kernel;
        _alpha = new double[kernel.Count];
        _gradient = new double[kernel.Count];
    }

    /// <summary>The coefficients α (n) and the offset ρ.</summary>
    /// <param name="kernel">The kernel matrix; its diagonal is 1.</param>
    /// <param name="nu">ν in (0, 1].</param>
    /// <param name="tolerance">How far the optimality conditions may be missed.</param>
    /// <param name="cancellation">Stops it.</param>
    public static (double[] Alpha, double Rho) Solve(KernelRows kernel, double nu, double tolerance, CancellationToken cancellation)
    {
        var solver = new OneClassSolver(kernel);
        solver.Start(nu * kernel.Count);
        var most = Math.Max(10_000_000L, 100L * kernel.Count);
        for (var round = 0L; round < most && solver.Improve(tolerance); round++)
        {
            if (round % RoundsBetweenPolls == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }

        return (solver._alpha, solver.Rho());
    }

    private void Start(double sum)
    {
        var whole = Math.Min((int)sum, _alpha.Length);
        Array.Fill(_alpha, 1, 0, whole);
        if (whole < _alpha.Length)
        {
            _alpha[whole] = sum - whole;
        }

        for (var i = 0; i < _alpha.Length && _alpha[i] > 0; i++)
        {
            var row = _kernel[i];
            for (var k = 0; k < row.Length; k++)
            {
                _gradient[k] += _alpha[i] * row[k];
            }
        }
    }

    /// <summary>One round; false when the conditions are met.</summary>
    private bool Improve(double tolerance)
    {
        var (up, lowest) = (-1, double.PositiveInfinity);
        for (var t = 0; t < _alpha.Length; t++)
        {
            if (_alpha[t] < 1 && _gradient[t] <= lowest)
            {
                (up, lowest) = (t, _gradient[t]);
            }
        }

        if (up < 0)
        {
            return false;
        }

        var row = _kernel[up];
        var (down, highest, most) = (-1, double.NegativeInfinity, 0.0);
        for (var t = 0; t < _alpha.Length; t++)
        {
            if (!(_alpha[t] > 0))
            {
                continue;
            }

            highest = Math.Max(highest, _gradient[t]);
            var gap = _gradient[t] - lowest;
            if (gap > 0 && gap * gap / Curvature(row[t]) >= most)
            {
                (down, most) = (t, gap * gap / Curvature(row[t]));
            }
        }

        if (highest - lowest < tolerance || down < 0)
        {
            return false;
        }

        Move(up, down, row);
        return true;
    }

    private void Move(int up, int down, double[] row)
    {
        var (oldUp, oldDown) = (_alpha[up], _alpha[down]);
        var step = Math.Min((_gradient[down] - _gradient[up]) / Curvature(row[down]), Math.Min(1 - oldUp, oldDown));

        // At a bound the coefficient is put there to the bit: it must not count as free.
        _alpha[up] = step >= 1 - oldUp ? 1 : oldUp + step;
        _alpha[down] = step >= oldDown ? 0 : oldDown - step;
        var (byUp, byDown) = (_alpha[up] - oldUp, _alpha[down] - oldDown);
        var other = _kernel[down];
        for (var k = 0; k < _gradient.Length; k++)
        {
            _gradient[k] += (byUp * row[k]) + (byDown * other[k]);
        }
    }

    /// <summary>The gradient of the free coefficients, on average; where none is free, half way between those at the bounds.</summary>
    private double Rho()
    {
        var (sum, free) = (0.0, 0);
        var (above, below) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var t = 0; t < _alpha.Length; t++)
        {
            if (_alpha[t] > 0 && _alpha[t] < 1)
            {
                sum += _gradient[t];
                free++;
            }
            else if (_alpha[t] > 0)
            {
                below = Math.Max(below, _gradient[t]);
            }
            else
            {
                above = Math.Min(above, _gradient[t]);
            }
        }

        return free > 0 ? sum / free
            : double.IsInfinity(above) ? below
            : double.IsInfinity(below) ? above
            : (above + below) / 2;
    }

    private static double Curvature(double kernel) => Math.Max(2 - (2 * kernel), LeastCurvature);
}
