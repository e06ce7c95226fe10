package org.bankrs.testservices;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VenvTest {
  @Test
  void anEnvironmentThatIsNotInstalledIsReportedWithTheCommandThatInstallsIt() {
    assertThatThrownBy(() -> Venv.named("no-such-environment"))
        .isInstanceOf(ServiceException.class)
        .hasMessageEndingWith("run tools/venvs/install.sh no-such-environment");
  }
}
