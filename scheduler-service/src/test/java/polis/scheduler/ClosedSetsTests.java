package polis.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Sees that a command or a phase that is added does not compile until it is handled everywhere. */
class ClosedSetsTests {

    @Test
    void noSwitchPassesOverWhatIsAdded() throws IOException {
        List<String> open = new ArrayList<>();
        for (CompilationUnitTree unit : parsed(Path.of("src/main/java"))) {
            Path file = Path.of(unit.getSourceFile().toUri()).getFileName();
            new TreeScanner<Void, Void>() {

                @Override
                public Void visitSwitch(SwitchTree tree, Void none) {
                    look(tree.getCases());
                    // javac looks for missing constants in expressions only.
                    if (labels(tree.getCases()).anyMatch(label -> label instanceof ConstantCaseLabelTree constant
                            && constant.getConstantExpression() instanceof IdentifierTree)) {
                        open.add(file + ": a statement switches over an enum; make it an expression");
                    }
                    return super.visitSwitch(tree, none);
                }

                @Override
                public Void visitSwitchExpression(SwitchExpressionTree tree, Void none) {
                    look(tree.getCases());
                    return super.visitSwitchExpression(tree, none);
                }

                private void look(List<? extends CaseTree> cases) {
                    if (labels(cases).anyMatch(DefaultCaseLabelTree.class::isInstance)) {
                        open.add(file + ": a switch has a default; name what is left");
                    }
                }
            }.scan(unit, null);
        }
        assertThat(open).isEmpty();
    }

    private static Stream<?> labels(List<? extends CaseTree> cases) {
        return cases.stream().flatMap(each -> each.getLabels().stream());
    }

    private static Iterable<? extends CompilationUnitTree> parsed(Path root) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        try (Stream<Path> sources = Files.walk(root)) {
            List<Path> java = sources.filter(path -> path.toString().endsWith(".java")).toList();
            assertThat(java).hasSizeGreaterThan(50);
            return ((JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
                    files.getJavaFileObjectsFromPaths(java))).parse();
        }
    }
}
